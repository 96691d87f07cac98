-- Creates or replaces a job.
-- KEYS[1] prefix of the application's jobs
-- ARGV    name, overwrite (1 or 0), definition, has data (1 or 0), data, begin (ns), next (ns), score (µs), revision, caller
-- Returns 0 when the name is taken and overwrite is 0, else 1, and 2 when the job is now the first one due.
local prefix, name = KEYS[1], ARGV[1]
local job, due = prefix .. 'job:' .. name, prefix .. 'due'
if redis.call('EXISTS', job) == 1 then
  if ARGV[2] == '0' then return 0 end
  redis.call('DEL', job)
end
redis.call('HSET', job, 'definition', ARGV[3], 'begin', ARGV[6], 'next', ARGV[7], 'score', ARGV[8], 'revision', ARGV[9],
  'count', '0', 'attempts', '0', 'last', '')
if ARGV[4] == '1' then redis.call('HSET', job, 'data', ARGV[5]) end
redis.call('ZADD', due, ARGV[8], name)
if redis.call('ZRANK', due, name) > 0 then return 1 end
-- The other replicas sleep until what was first before: wake them.
for _, replica in ipairs(redis.call('ZRANGE', prefix .. 'replicas', 0, -1)) do
  if replica ~= ARGV[10] then
    local wake = prefix .. 'wake:' .. replica
    redis.call('LPUSH', wake, '1')
    redis.call('LTRIM', wake, 0, 0)
    redis.call('EXPIRE', wake, 10)
  end
end
return 2
