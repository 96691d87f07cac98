-- Records that the Jobs API took reminders.
-- ARGV     for each: id, generation
-- Returns  for each: r recorded, o the job is of an outdated generation, g the reminder is gone
local results = {}
while has_more() do
    local id, handed = argument(), argument()
    local record = redis.call('HGET', records, id)
    local result = 'g'
    if record then
        if not may_have_job(record) then redis.call('HSET', records, id, with_job(record)) end
        local letter = place(id, record)
        if letter == 'c' then
            local forget_at = redis.call('ZSCORE', expiry, id)
            if forget_at then
                redis.call('ZREM', expiry, id)
                redis.call('ZADD', withdrawals, forget_at, id)
            end
        elseif (letter == 's' or letter == 'j') and not was_tried(record) then
            local owner, other = jobs, sweep
            result = 'r'
            if generation(record) ~= handed then
                owner, other = sweep, jobs
                result = 'o'
            end
            redis.call('ZREM', other, id)
            redis.call('ZADD', owner, due(record), id)
        end
    end
    results[#results + 1] = result
end
return results
