-- What the trail says of testimonies.
SELECT kind, at, content::jsonb AS content
FROM trail_record
WHERE client_id = %(client_id)s::int AND kind IN ('head.mailed', 'head.stamped')
ORDER BY id
