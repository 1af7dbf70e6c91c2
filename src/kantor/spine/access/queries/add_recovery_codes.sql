-- Enters the hashes of new codes.
INSERT INTO access_recovery_code (person_id, hash, made_at)
SELECT %(person_id)s::integer, given.hash, %(at)s::timestamptz FROM unnest(%(hashes)s::bytea[]) AS given (hash)
