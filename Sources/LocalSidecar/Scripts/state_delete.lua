-- Deletes a value.
-- KEYS[1] key; ARGV[1] expected version, '0' for none. Returns whether it was there, or an error when the version is another one.
local version = redis.call('HGET', KEYS[1], 'version')
if not version or version == ARGV[1] or version == '' or ARGV[1] == '0' then return redis.call('DEL', KEYS[1]) end
return redis.error_reply('failed to delete ' .. KEYS[1])
