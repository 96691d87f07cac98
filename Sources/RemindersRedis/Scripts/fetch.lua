-- Reads reminders.
-- ARGV     ids
-- Returns  for each: record or false, place or ''
local found = redis.call('HMGET', records, unpack(ARGV))
local is_firing = redis.call('ZMSCORE', firing, unpack(ARGV))
local is_dead = redis.call('ZMSCORE', dead, unpack(ARGV))
local has_jobs = redis.call('ZMSCORE', jobs, unpack(ARGV))
local results = {}
for index, record in ipairs(found) do
    local letter = ''
    if record then
        letter = state(record)
        if letter == 'p' then
            letter = is_firing[index] and 'x' or is_dead[index] and 'd' or has_jobs[index] and 'j' or 's'
        end
    end
    results[#results + 1] = record
    results[#results + 1] = letter
end
return results
