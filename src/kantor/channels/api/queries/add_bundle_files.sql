-- The files of a bundle, numbered as they came and encrypted.
INSERT INTO api_bundle_file (client_id, bundle_id, number, name, data, sealed)
SELECT %(client_id)s::integer, %(bundle_id)s::bigint, f.number, f.name, f.data, true
FROM unnest(%(names)s::text[], %(contents)s::bytea[]) WITH ORDINALITY AS f (name, data, number)
