-- Takes due jobs for one replica, keeps the replica alive, and frees what dead replicas held.
-- KEYS[1] prefix
-- ARGV    replica, now (µs), limit, lifetime of a replica (µs), patience with the other replicas (µs)
-- Returns {earliest score that is left or '', {name, revision, definition, data or false, begin, next, count, attempts, last}...}
local prefix, replica, now, limit = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local replicas, due = prefix .. 'replicas', prefix .. 'due'
redis.call('ZADD', replicas, now + tonumber(ARGV[4]), replica)

for _, dead in ipairs(redis.call('ZRANGEBYSCORE', replicas, '-inf', '(' .. ARGV[2])) do
  local running = prefix .. 'running:' .. dead
  local held = redis.call('HGETALL', running)
  for i = 1, #held, 2 do
    local job = redis.call('HMGET', prefix .. 'job:' .. held[i + 1], 'revision', 'score')
    if job[1] == held[i] then redis.call('ZADD', due, job[2], held[i + 1]) end
  end
  redis.call('DEL', running)
  redis.call('ZREM', replicas, dead)
end

-- With several replicas each job has one that it goes to; another takes it when that one is not quick enough.
local live = redis.call('ZRANGE', replicas, 0, -1)
local others, mine = #live, 0
if others > 1 then
  table.sort(live)
  for index, name in ipairs(live) do
    if name == replica then mine = index - 1 end
  end
end

local claims, running = {}, prefix .. 'running:' .. replica
local found = redis.call('ZRANGEBYSCORE', due, '-inf', ARGV[2], 'WITHSCORES', 'LIMIT', 0, limit * math.min(others, 4))
for i = 1, #found, 2 do
  if #claims >= limit then break end
  local name, score = found[i], tonumber(found[i + 1])
  local isMine = others == 1 or score + tonumber(ARGV[5]) < now
  if not isMine then
    isMine = tonumber(string.sub(redis.sha1hex(name), 1, 6), 16) % others == mine
  end
  if isMine then
    local job = redis.call('HMGET', prefix .. 'job:' .. name, 'revision', 'definition', 'data', 'begin', 'next', 'count', 'attempts', 'last')
    redis.call('ZREM', due, name)
    if job[1] then
      redis.call('HSET', running, job[1], name)
      claims[#claims + 1] = {name, unpack(job)}
    end
  end
end

local first = redis.call('ZRANGE', due, 0, 0, 'WITHSCORES')
return {first[2] or '', claims}
