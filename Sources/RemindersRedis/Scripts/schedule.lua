-- Writes new reminders for the sweeper.
-- ARGV     for each: id, record, due, user, task bucket or '', number of tags, tags
-- Returns  for each: false when it was created, else {record, place} of the one that exists
local items, ids = {}, {}
while has_more() do
    local item = { id = argument(), record = argument(), due = argument(), user = argument(), bucket = argument(), tags = arguments() }
    items[#items + 1] = item
    ids[#ids + 1] = item.id
end

local existing = redis.call('HMGET', records, unpack(ids))
local results, fresh = {}, {}
local hashes, scores, by_user = {}, {}, {}
for index, item in ipairs(items) do
    local record = existing[index] or fresh[item.id]
    if record then
        results[index] = { record, fresh[item.id] and 's' or place(item.id, record) }
    else
        results[index] = false
        fresh[item.id] = item.record
        hashes[#hashes + 1] = item.id
        hashes[#hashes + 1] = item.record
        scores[#scores + 1] = item.due
        scores[#scores + 1] = item.id
        local of_user = by_user[item.user]
        if not of_user then
            of_user = {}
            by_user[item.user] = of_user
        end
        of_user[#of_user + 1] = item.due
        of_user[#of_user + 1] = item.id
        if item.bucket ~= '' then redis.call('ZADD', index_of_task(item.bucket), item.due, item.id) end
        for _, tag in ipairs(item.tags) do redis.call('ZADD', index_of_tag(tag), item.due, item.id) end
    end
end
if #hashes > 0 then
    redis.call('HSET', records, unpack(hashes))
    redis.call('ZADD', sweep, unpack(scores))
    for user, of_user in pairs(by_user) do redis.call('ZADD', index_of_user(user), unpack(of_user)) end
end
return results
