-- Writes a value in the layout of state.redis: a hash of data, version and, after a first-write, first-write.
-- KEYS[1] key; ARGV expected version ('0' for none), data, first-write (1 or 0), ttl in seconds ('' keeps what is there, 0 or less removes it)
-- Returns the new version, or an error when the write is refused.
local version = redis.call('HGET', KEYS[1], 'version')
local isGuarded = redis.call('HEXISTS', KEYS[1], 'first-write') == 1
local isFree = not version or version == '' or version == ARGV[1] or (ARGV[1] == '0' and not isGuarded)
if not isFree then return redis.error_reply('failed to set key ' .. KEYS[1]) end
redis.call('HSET', KEYS[1], 'data', ARGV[2])
if ARGV[3] == '1' then redis.call('HSET', KEYS[1], 'first-write', '0') end
local new = redis.call('HINCRBY', KEYS[1], 'version', 1)
if ARGV[4] ~= '' then
  if tonumber(ARGV[4]) > 0 then redis.call('EXPIRE', KEYS[1], ARGV[4]) else redis.call('PERSIST', KEYS[1]) end
end
return new
