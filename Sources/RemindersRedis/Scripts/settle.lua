-- Ends claims whose lease is still the current one.
-- ARGV     when to forget what fired, then for each: id, end of its lease, outcome (f fired, r retry, d dead), record,
--          score: due, or the time of the next attempt
-- Returns  for each: 1 settled, 0 not
local forget_at = argument()
local items, ids = {}, {}
while has_more() do
    local item = { id = argument(), lease = argument(), outcome = argument(), record = argument(), score = argument() }
    items[#items + 1] = item
    ids[#ids + 1] = item.id
end

local leases = redis.call('ZMSCORE', firing, unpack(ids))
local results, settled, hashes, fired, forgotten, retried, buried = {}, {}, {}, {}, {}, {}, {}
local function append(list, first, second)
    list[#list + 1] = first
    list[#list + 1] = second
end
local seen = {}
for index, item in ipairs(items) do
    if leases[index] and tonumber(leases[index]) == tonumber(item.lease) and not seen[item.id] then
        seen[item.id] = true
        results[index] = 1
        settled[#settled + 1] = item.id
        if item.outcome == 'f' then
            append(fired, item.score, item.id)
            append(forgotten, forget_at, item.id)
        else
            item.record = rewritten(redis.call('HGET', records, item.id), item.record)
            append(item.outcome == 'r' and retried or buried, item.score, item.id)
        end
        append(hashes, item.id, item.record)
    else
        results[index] = 0
    end
end
if #settled > 0 then
    redis.call('ZREM', firing, unpack(settled))
    redis.call('HSET', records, unpack(hashes))
    if #fired > 0 then
        redis.call('ZADD', done, unpack(fired))
        redis.call('ZADD', expiry, unpack(forgotten))
    end
    if #retried > 0 then redis.call('ZADD', sweep, unpack(retried)) end
    if #buried > 0 then redis.call('ZADD', dead, unpack(buried)) end
end
return results
