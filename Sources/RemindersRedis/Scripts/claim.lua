-- Takes what triggers from outside name.
-- ARGV     when the leases end, since when nothing was forgotten, then for each: the ledger it was accepted by or '', id,
--          generation, record, due, user, task bucket or '', number of tags, tags
-- Returns  for each: the record when it is claimed, 1 outdated, 2 busy, 3 finished
local lease_ends, kept_since = argument(), tonumber(argument())
local ledger = redis.call('GET', base .. 'ledger')

-- Whether what this ledger does not have was finished by it, and forgotten. See LedgerID.
local function vouches(accepted_by, score)
    local birth, run = string.match(accepted_by, '^([^.]*)%.?(.*)$')
    if not ledger or birth ~= ledger then return false end
    return run == run_id() or tonumber(score) < kept_since
end

local function adopt(id, record, score, user, bucket, tags)
    for _, set in ipairs({ sweep, jobs, dead, done, expiry, withdrawals }) do redis.call('ZREM', set, id) end
    redis.call('HSET', records, id, record)
    redis.call('ZADD', firing, lease_ends, id)
    add_to_indexes(id, score, user, bucket, tags)
    return record
end

local results = {}
while has_more() do
    local accepted_by, id, carried, carried_record, score = argument(), argument(), argument(), argument(), argument()
    local user, bucket, tags = argument(), argument(), arguments()
    local record = redis.call('HGET', records, id)
    local result
    if not record then
        if vouches(accepted_by, score) then
            result = 3
        else
            result = adopt(id, carried_record, score, user, bucket, tags)
        end
    else
        local ours, theirs = struct.unpack('>I4', record, 2), struct.unpack('>I4', carried)
        local letter = place(id, record)
        if theirs > ours then
            -- The ledger lost the last change, the job did not.
            result = adopt(id, carried_record, score, user, bucket, tags)
        elseif theirs < ours or tonumber(score) ~= due(record) then
            -- The same generation at another time: made by a ledger that was rolled back since.
            result = 1
        elseif letter == 'x' then
            result = 2
        elseif letter == 's' or letter == 'j' then
            redis.call('ZREM', sweep, id)
            redis.call('ZREM', jobs, id)
            redis.call('ZADD', firing, lease_ends, id)
            result = record
        else
            result = 3
        end
    end
    results[#results + 1] = result
end
return results
