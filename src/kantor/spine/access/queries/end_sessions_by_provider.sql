-- Ends the log-ins of a person that an identity provider opened.
DELETE FROM access_session WHERE person_id = %(person_id)s::integer AND proved_by && ARRAY['oidc', 'oidc_factor']
