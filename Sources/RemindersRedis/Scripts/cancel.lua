-- Cancels what is scheduled or dead.
-- ARGV     when to forget them, then ids
-- Returns  for each: k cancelled, w cancelled with a job to withdraw, a cancelled before, x firing, f fired, m unknown
local forget_at = argument()
local results = {}
while has_more() do
    local id = argument()
    local record = redis.call('HGET', records, id)
    local result
    if not record then
        result = 'm'
    else
        local letter = place(id, record)
        if letter == 'c' then
            result = 'a'
        elseif letter == 'f' or letter == 'x' then
            result = letter
        elseif letter ~= 'd' and is_uncertain(record) then
            result = 'x'
        else
            redis.call('ZREM', sweep, id)
            redis.call('ZREM', jobs, id)
            redis.call('ZREM', dead, id)
            redis.call('HSET', records, id, with_state(record, 'c'))
            redis.call('ZADD', done, due(record), id)
            if may_have_job(record) then
                -- Not to be forgotten before the job is known to be gone: the withdrawal keeps the time for later.
                redis.call('ZADD', withdrawals, forget_at, id)
                result = 'w'
            else
                redis.call('ZADD', expiry, forget_at, id)
                result = 'k'
            end
        end
    end
    results[#results + 1] = result
end
return results
