-- Many may give clients their first keys at once, but not while the master key is replaced; until the transaction ends.
SELECT pg_advisory_xact_lock_shared(20251963)
