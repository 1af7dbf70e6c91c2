-- What a person has set up as a second factor: since when there is an app, how many passkeys, how many codes are left.
SELECT
    (SELECT t.made_at FROM access_totp t WHERE t.person_id = %(person_id)s::integer) AS totp_since,
    (SELECT count(*) FROM access_passkey k WHERE k.person_id = %(person_id)s::integer) AS passkeys,
    (SELECT count(*) FROM access_recovery_code c WHERE c.person_id = %(person_id)s::integer AND c.used_at IS NULL) AS codes_left
