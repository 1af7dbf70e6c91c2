-- How the last files that look like these were read, of whichever account of the bank.
SELECT DISTINCT ON (s.profile) s.profile, s.mapping
FROM treasury_statement s
WHERE s.client_id = %(client_id)s AND s.profile = ANY(%(profiles)s::text[]) AND s.profile <> '' AND s.mapping <> '{}'::jsonb AND s.reversed_by IS NULL
ORDER BY s.profile, s.id DESC
