-- One sealer at a time on a client's log, until the transaction ends; the first number stands for the audit trail.
SELECT pg_advisory_xact_lock(20251962, %(client_id)s::int)
