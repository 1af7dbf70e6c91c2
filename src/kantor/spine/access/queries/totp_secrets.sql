-- The sealed secrets of all authenticator apps.
SELECT person_id, secret FROM access_totp ORDER BY person_id
