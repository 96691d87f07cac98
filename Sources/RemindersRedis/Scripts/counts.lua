-- How full the ledger is.
-- Returns  {sweeper, jobs, firing, dead, finished, withdrawals, earliest due or ''}
local earliest = ''
for _, set in ipairs({ sweep, jobs }) do
    local score = redis.call('ZRANGE', set, 0, 0, 'WITHSCORES')[2]
    if score and (earliest == '' or tonumber(score) < tonumber(earliest)) then earliest = score end
end
return {
    redis.call('ZCARD', sweep), redis.call('ZCARD', jobs), redis.call('ZCARD', firing), redis.call('ZCARD', dead),
    redis.call('ZCARD', done), redis.call('ZCARD', withdrawals), earliest,
}
