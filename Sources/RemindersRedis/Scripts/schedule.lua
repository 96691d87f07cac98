-- Writes new reminders for the sweeper.
-- ARGV     their number n, then columns of n each: ids, records, due times, users, task buckets or '', numbers of tags; then
--          all tags in order. Columns, because this is the loader of millions: no table is made for each reminder.
-- Returns  for each: false when it was created, else {record, place} of the one that exists
local n = tonumber(ARGV[1])
local ids, texts, dues, users, buckets, tag_counts, tags = 1, 1 + n, 1 + 2 * n, 1 + 3 * n, 1 + 4 * n, 1 + 5 * n, 1 + 6 * n

local existing = redis.call('HMGET', records, unpack(ARGV, ids + 1, ids + n))
local results, fresh, by_user = {}, {}, {}
local hashes, scores, written = {}, {}, 0
for index = 1, n do
    local id = ARGV[ids + index]
    local tag_count = tonumber(ARGV[tag_counts + index])
    local record = existing[index] or fresh[id]
    if record then
        results[index] = { record, fresh[id] and 's' or place(id, record) }
    else
        local due, user, bucket = ARGV[dues + index], ARGV[users + index], ARGV[buckets + index]
        results[index] = false
        fresh[id] = ARGV[texts + index]
        hashes[written + 1], hashes[written + 2] = id, fresh[id]
        scores[written + 1], scores[written + 2] = due, id
        written = written + 2
        local first = by_user[user]
        if not first then
            -- Most users have one reminder in a batch: no table before the second.
            by_user[user] = index
        elseif type(first) == 'number' then
            by_user[user] = { ARGV[dues + first], ARGV[ids + first], due, id }
        else
            first[#first + 1] = due
            first[#first + 1] = id
        end
        if bucket ~= '' then redis.call('ZADD', index_of_task(bucket), due, id) end
        for tag = tags + 1, tags + tag_count do redis.call('ZADD', index_of_tag(ARGV[tag]), due, id) end
    end
    tags = tags + tag_count
end
if written > 0 then
    redis.call('HSET', records, unpack(hashes))
    redis.call('ZADD', sweep, unpack(scores))
    for user, of_user in pairs(by_user) do
        if type(of_user) == 'number' then
            redis.call('ZADD', index_of_user(user), ARGV[dues + of_user], ARGV[ids + of_user])
        else
            redis.call('ZADD', index_of_user(user), unpack(of_user))
        end
    end
end
return results
