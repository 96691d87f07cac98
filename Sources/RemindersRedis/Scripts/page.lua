-- A stretch of one set, in the order of score, then id.
-- ARGV     the set's name after the base, from (inclusive) or -inf, to (exclusive, with its bracket) or +inf, how many,
--          score and id after which to begin, or '' and ''
-- Returns  for each: id, score, record, place
local set, from, to, count = base .. ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local after_score, after_id = ARGV[5], ARGV[6]

-- Byte order, as sorted sets have it: Lua's own `<` goes by the server's locale.
local function is_after(left, right)
    for index = 1, math.min(#left, #right) do
        local a, b = string.byte(left, index), string.byte(right, index)
        if a ~= b then return a > b end
    end
    return #left > #right
end

local start = from == '-inf' and 0 or redis.call('ZCOUNT', set, '-inf', '(' .. from)
if after_score ~= '' then
    -- Among those of equal score, a binary search for the first id beyond the cursor: a page costs the same wherever
    -- it begins, also among a hundred thousand that are due together.
    local low = redis.call('ZCOUNT', set, '-inf', '(' .. after_score)
    local high = redis.call('ZCOUNT', set, '-inf', after_score)
    while low < high do
        local middle = math.floor((low + high) / 2)
        local id = redis.call('ZRANGE', set, middle, middle)[1]
        if is_after(id, after_id) then high = middle else low = middle + 1 end
    end
    start = math.max(start, low)
end
local stop = (to == '+inf' and redis.call('ZCARD', set) or redis.call('ZCOUNT', set, '-inf', to)) - 1
stop = math.min(stop, start + count - 1)
if stop < start then return {} end
local ranged = redis.call('ZRANGE', set, start, stop, 'WITHSCORES')
local results = {}
for index = 1, #ranged, 2 do
    local id = ranged[index]
    local record = redis.call('HGET', records, id)
    results[#results + 1] = id
    results[#results + 1] = ranged[index + 1]
    results[#results + 1] = record
    results[#results + 1] = record and place(id, record) or ''
end
return results
