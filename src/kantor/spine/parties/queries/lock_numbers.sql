-- One at a time gives out numbers of parties for a client, until the transaction ends; the first number stands for the parties.
SELECT pg_advisory_xact_lock(20251963, %(client_id)s::int)
