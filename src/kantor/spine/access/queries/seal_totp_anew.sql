-- The same secrets, sealed by another key.
UPDATE access_totp t SET secret = new.secret
FROM unnest(%(people)b::int[], %(secrets)b::bytea[]) AS new (person_id, secret)
WHERE t.person_id = new.person_id
