-- Takes what is due: lapsed leases, then the sweeper's, then what jobs should have fired.
-- ARGV     now, now minus the grace of jobs, how many, when the leases end, the grace
-- Returns  {number of lapsed, next or '', oldest late job or '', then for each: id, record}
local now, jobs_until, limit, lease_ends, grace = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5])

local function due_in(set, until_score, room)
    if room <= 0 then return {} end
    return redis.call('ZRANGEBYSCORE', set, '-inf', until_score, 'LIMIT', 0, room)
end
local lapsed = due_in(firing, now, limit)
local swept = due_in(sweep, now, limit - #lapsed)
local late = due_in(jobs, jobs_until, limit - #lapsed - #swept)
if #swept > 0 then redis.call('ZREM', sweep, unpack(swept)) end
if #late > 0 then redis.call('ZREM', jobs, unpack(late)) end

local ids, leases = {}, {}
for _, taken in ipairs({ lapsed, swept, late }) do
    for _, id in ipairs(taken) do
        ids[#ids + 1] = id
        leases[#leases + 1] = lease_ends
        leases[#leases + 1] = id
    end
end

local claims = {}
if #ids > 0 then
    redis.call('ZADD', firing, unpack(leases))
    local found = redis.call('HMGET', records, unpack(ids))
    for index, id in ipairs(ids) do
        local record = found[index]
        if not record then
            -- An id without a record can't be fired and must not be found again for ever.
            redis.call('ZREM', firing, id)
        else
            if index <= #lapsed then
                -- The process that held the lease did not come to count its attempt, or to tell whether the event is out.
                local attempts = math.min(struct.unpack('>I2', record, 8) + 1, 65535)
                local uncertain = string.char(bit.bor(flags(record), 2))
                record = string.sub(record, 1, 6) .. uncertain .. struct.pack('>I2', attempts) .. string.sub(record, 10)
                redis.call('HSET', records, id, record)
            end
            claims[#claims + 1] = id
            claims[#claims + 1] = record
        end
    end
end

local function first(set) return redis.call('ZRANGE', set, 0, 0, 'WITHSCORES')[2] end
local next_due
local function consider(score, delay)
    if score then
        local at = tonumber(score) + delay
        if not next_due or at < next_due then next_due = at end
    end
end
local first_job = first(jobs)
consider(first(sweep), 0)
consider(first_job, grace)
consider(first(firing), 0)
local is_late = first_job and tonumber(first_job) < tonumber(now)
return {
    #lapsed,
    next_due and string.format('%.0f', next_due) or '',
    is_late and string.format('%.0f', first_job) or '',
    claims,
}
