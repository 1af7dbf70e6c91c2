-- Takes away a person's authenticator app.
DELETE FROM access_totp WHERE person_id = %(person_id)s::integer
