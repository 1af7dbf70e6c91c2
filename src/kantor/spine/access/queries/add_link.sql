-- Links a person to a subject of an identity provider; each subject once, and each person once at a provider.
INSERT INTO access_link (person_id, issuer, subject, made_at)
VALUES (%(person_id)s::integer, %(issuer)s::text, %(subject)s::text, %(at)s::timestamptz)
ON CONFLICT DO NOTHING
