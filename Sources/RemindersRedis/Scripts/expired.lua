-- Finished reminders whose time to be forgotten has come.
-- ARGV     now, how many
-- Returns  for each: id, record or false
local ids = redis.call('ZRANGEBYSCORE', expiry, '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
if #ids == 0 then return {} end
local found = redis.call('HMGET', records, unpack(ids))
local results = {}
for index, id in ipairs(ids) do
    results[#results + 1] = id
    results[#results + 1] = found[index]
end
return results
