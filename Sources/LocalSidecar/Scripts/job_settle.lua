-- Writes down what an answer of the application led to.
-- KEYS[1] prefix
-- ARGV    replica, name, revision, then nothing when the job is over, or: count, attempts, last (ns or ''), next (ns), score (µs)
-- Returns 1 when it was written, 0 when the job has been replaced or deleted meanwhile, or is no longer this replica's to settle.
local prefix, name = KEYS[1], ARGV[2]
if redis.call('HDEL', prefix .. 'running:' .. ARGV[1], ARGV[3]) == 0 then return 0 end
local job = prefix .. 'job:' .. name
if redis.call('HGET', job, 'revision') ~= ARGV[3] then return 0 end
if not ARGV[4] then
  redis.call('DEL', job)
  return 1
end
redis.call('HSET', job, 'count', ARGV[4], 'attempts', ARGV[5], 'last', ARGV[6], 'next', ARGV[7], 'score', ARGV[8])
redis.call('ZADD', prefix .. 'due', ARGV[8], name)
return 1
