-- One at a time judges documents with these numbers, until its transaction ends; the first number of the lock stands for the documents.
SELECT pg_advisory_xact_lock(20251964, hashtext(asked.key)) FROM (SELECT unnest(%(keys)s::text[]) AS key ORDER BY 1) asked
