-- Deletes a job. What is running of it goes on and finds nothing to settle.
-- KEYS[1] prefix; ARGV[1] name. Returns whether it was there.
redis.call('ZREM', KEYS[1] .. 'due', ARGV[1])
return redis.call('DEL', KEYS[1] .. 'job:' .. ARGV[1])
