-- Which of these tax numbers, each in all ways to write it, the one open client with it has, whoever acts.
SELECT asked.number
FROM jsonb_to_recordset(%(rows)s::jsonb) AS asked (number text, ways jsonb)
WHERE access_client_by_number(ARRAY(SELECT jsonb_array_elements_text(asked.ways))) IS NOT NULL
