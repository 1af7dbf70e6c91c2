-- The secret of a person's authenticator app, locked, so that a code is used once however often it comes at the same time.
SELECT secret, last_step FROM access_totp WHERE person_id = %(person_id)s::integer FOR UPDATE
