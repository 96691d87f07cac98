-- The birth mark of this ledger, made when there is none, and the run it is in.
-- ARGV     the mark for a ledger that has none
-- Returns  the mark, the run
redis.call('SET', base .. 'ledger', ARGV[1], 'NX')
return { redis.call('GET', base .. 'ledger'), run_id() }
