-- What waits for the sweeper and was never tried, soonest first.
-- ARGV     after which due time, how many to look at
-- Returns  for each: id, record
local ids = redis.call('ZRANGEBYSCORE', sweep, '(' .. ARGV[1], '+inf', 'LIMIT', 0, ARGV[2])
if #ids == 0 then return {} end
local found = redis.call('HMGET', records, unpack(ids))
local results = {}
for index, id in ipairs(ids) do
    local record = found[index]
    if record and not was_tried(record) then
        results[#results + 1] = id
        results[#results + 1] = record
    end
end
return results
