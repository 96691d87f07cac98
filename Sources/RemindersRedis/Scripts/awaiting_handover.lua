-- What waits for the sweeper and was never tried, soonest first.
-- ARGV     after which due time, how many
-- Returns  for each: id, record
local wanted = tonumber(ARGV[2])
local stretch = math.max(wanted, 250)
local results, offset = {}, 0
-- What was tried does not count, but looking past it ends at some point.
for _ = 1, 8 do
    local ids = redis.call('ZRANGEBYSCORE', sweep, '(' .. ARGV[1], '+inf', 'LIMIT', offset, stretch)
    if #ids == 0 then break end
    local found = redis.call('HMGET', records, unpack(ids))
    for index, id in ipairs(ids) do
        local record = found[index]
        if record and not was_tried(record) and #results < 2 * wanted then
            results[#results + 1] = id
            results[#results + 1] = record
        end
    end
    offset = offset + #ids
    if #results >= 2 * wanted or #ids < stretch then break end
end
return results
