-- The jobs of these are gone; from now on the reminders may be forgotten at their time.
-- ARGV     ids
-- Returns  nothing
for _, id in ipairs(ARGV) do
    local forget_at = redis.call('ZSCORE', withdrawals, id)
    if forget_at then
        redis.call('ZREM', withdrawals, id)
        redis.call('ZADD', expiry, forget_at, id)
    end
end
return redis.status_reply('OK')
