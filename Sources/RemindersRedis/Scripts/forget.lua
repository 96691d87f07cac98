-- Removes every trace of finished reminders, unless they changed since they were read.
-- ARGV     now, then for each: id, generation, user, task bucket or '', number of tags, tags
-- Returns  how many were removed
local now = tonumber(argument())
local forgotten = 0
while has_more() do
    local id, expected, user, bucket, tags = argument(), argument(), argument(), argument(), arguments()
    local at = redis.call('ZSCORE', expiry, id)
    local record = redis.call('HGET', records, id)
    if at and tonumber(at) <= now and (not record or generation(record) == expected) then
        forgotten = forgotten + 1
        redis.call('HDEL', records, id)
        redis.call('ZREM', done, id)
        redis.call('ZREM', expiry, id)
        redis.call('ZREM', index_of_user(user), id)
        if bucket ~= '' then redis.call('ZREM', index_of_task(bucket), id) end
        for _, tag in ipairs(tags) do redis.call('ZREM', index_of_tag(tag), id) end
    end
end
return forgotten
