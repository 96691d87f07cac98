-- Changes reminders whose generation and state still allow it; they wait for the sweeper afterwards.
-- ARGV     for each: id, expected generation, allowed places, new record, due, user, task bucket or '',
--          number of tags it loses, these tags, number of tags it has, these tags
-- Returns  for each: 1 when it was replaced, 0 when it is unknown, else {record, place} as it is
local results = {}
while has_more() do
    local id, expected, allowed, new, score = argument(), argument(), argument(), argument(), argument()
    local user, bucket, lost, tags = argument(), argument(), arguments(), arguments()
    local record = redis.call('HGET', records, id)
    local result
    if not record then
        result = 0
    else
        local letter = place(id, record)
        local is_waiting = letter == 's' or letter == 'j'
        if generation(record) ~= expected or not string.find(allowed, letter, 1, true) or (is_waiting and is_uncertain(record)) then
            result = { record, letter }
        else
            result = 1
            redis.call('HSET', records, id, rewritten(record, new))
            redis.call('ZREM', jobs, id)
            redis.call('ZREM', dead, id)
            redis.call('ZREM', done, id)
            redis.call('ZREM', expiry, id)
            redis.call('ZADD', sweep, score, id)
            for _, tag in ipairs(lost) do redis.call('ZREM', index_of_tag(tag), id) end
            add_to_indexes(id, score, user, bucket, tags)
        end
    end
    results[#results + 1] = result
end
return results
