-- Nobody gives a client its first key until the transaction ends.
SELECT pg_advisory_xact_lock(20251963)
