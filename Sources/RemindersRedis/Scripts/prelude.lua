-- Stands before every script of the ledger.
--
-- KEYS[1]  the base of all keys of one partition, such as `punctual:{0}:`. Every other key is made from it, so that all
--          share one hash tag and with it one slot of a Redis Cluster.
--
-- A record is one string: a fixed header that scripts read and patch, then fields that only the engine reads.
--   1      format
--   2-5    generation, big-endian
--   6      state: p pending (which of its states, the sets tell), f fired, c cancelled
--   7      flags: 1 a job may exist, 2 may have been published, 4 carried by jobs
--   8-9    attempts, big-endian
--   10-17  fingerprint
--   18-23  due, milliseconds since 1970, big-endian
local base = KEYS[1]
local records = base .. 'records'
local sweep = base .. 'due:sweep'
local jobs = base .. 'due:jobs'
local firing = base .. 'firing'
local dead = base .. 'dead'
local done = base .. 'done'
local expiry = base .. 'expiry'
local withdrawals = base .. 'withdrawals'

local function index_of_user(user) return base .. 'u:' .. user end
local function index_of_task(bucket) return base .. 't:' .. bucket end
local function index_of_tag(tag) return base .. 'g:' .. tag end

local function generation(record) return string.sub(record, 2, 5) end
local function state(record) return string.sub(record, 6, 6) end
local function flags(record) return string.byte(record, 7) end
local function due(record) return struct.unpack('>I6', record, 18) end
local function was_tried(record) return string.sub(record, 8, 9) ~= '\0\0' end
local function may_have_job(record) return bit.band(flags(record), 1) == 1 end
local function is_uncertain(record) return bit.band(flags(record), 2) == 2 end

local function with_state(record, letter) return string.sub(record, 1, 5) .. letter .. string.sub(record, 7) end

local function with_job(record)
    return string.sub(record, 1, 6) .. string.char(bit.bor(flags(record), 1)) .. string.sub(record, 8)
end

-- The new text of a record; that a job may exist is not forgotten by writing it anew.
local function rewritten(old, new)
    if old and may_have_job(old) then return with_job(new) end
    return new
end

-- One letter for where a reminder is: f fired, c cancelled, x firing, d dead, j waiting for jobs, s for the sweeper.
local function place(id, record)
    local letter = state(record)
    if letter ~= 'p' then return letter end
    if redis.call('ZSCORE', firing, id) then return 'x' end
    if redis.call('ZSCORE', dead, id) then return 'd' end
    if redis.call('ZSCORE', jobs, id) then return 'j' end
    return 's'
end

-- The first letters of what Redis calls its run: another one after every restart.
local function run_id()
    return string.match(redis.call('INFO', 'server'), 'run_id:(%x%x%x%x%x%x%x%x%x%x%x%x)') or ''
end

-- Reads ARGV one after the other.
local position = 0
local function argument()
    position = position + 1
    return ARGV[position]
end
local function arguments()
    local list = {}
    for index = 1, tonumber(argument()) do list[index] = argument() end
    return list
end
local function has_more() return position < #ARGV end

local function add_to_indexes(id, score, user, bucket, tags)
    redis.call('ZADD', index_of_user(user), score, id)
    if bucket ~= '' then redis.call('ZADD', index_of_task(bucket), score, id) end
    for _, tag in ipairs(tags) do redis.call('ZADD', index_of_tag(tag), score, id) end
end
