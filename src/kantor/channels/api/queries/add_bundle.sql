-- Begins a bundle of files for one of these clients.
INSERT INTO api_bundle (client_id, token_id, person_id, allowed, chosen, confidential, created_at)
VALUES (%(client_id)s::integer, %(token_id)s::integer, %(person_id)s::integer, %(allowed)s::integer[], %(chosen)s::boolean, %(confidential)s::boolean,
    %(at)s::timestamptz)
RETURNING id
