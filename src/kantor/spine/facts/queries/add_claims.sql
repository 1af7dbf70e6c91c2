-- Write who took what; never changed afterwards.
INSERT INTO facts_claim (client_id, document_id, what, key, quantity, reverses_id, at)
SELECT %(client_id)s, document_id, what, key, quantity, reverses_id, %(at)s::timestamptz
FROM unnest(%(documents)s::bigint[], %(whats)s::text[], %(keys)s::text[], %(quantities)s::numeric[], %(reverses)s::bigint[])
    AS fresh (document_id, what, key, quantity, reverses_id)
