-- A replica leaves: what it held is due again for the others.
-- KEYS[1] prefix; ARGV[1] replica. Returns how many jobs it held.
local prefix = KEYS[1]
local running = prefix .. 'running:' .. ARGV[1]
local held = redis.call('HGETALL', running)
for i = 1, #held, 2 do
  local job = redis.call('HMGET', prefix .. 'job:' .. held[i + 1], 'revision', 'score')
  if job[1] == held[i] then redis.call('ZADD', prefix .. 'due', job[2], held[i + 1]) end
end
redis.call('DEL', running, prefix .. 'wake:' .. ARGV[1])
redis.call('ZREM', prefix .. 'replicas', ARGV[1])
return #held / 2
