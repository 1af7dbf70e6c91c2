-- Hold numbers of contracts and orders until the end of the transaction, so that two of one number do not begin to stand at once.
SELECT pg_advisory_xact_lock(%(client_id)s::int, hashtext(number)) FROM unnest(%(numbers)s::text[]) AS wanted (number)
