-- What witnesses of the acting clients could not be told, after more than one try.
SELECT client_id, witness, tries, created_at, reason
FROM trail_testimony
WHERE next_try_at IS NOT NULL AND tries > 1
ORDER BY created_at, client_id
