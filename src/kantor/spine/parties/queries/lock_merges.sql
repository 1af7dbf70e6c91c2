-- One at a time merges parties of a client, until the transaction ends; the first number stands for merging.
SELECT pg_advisory_xact_lock(20251964, %(client_id)s::int)
