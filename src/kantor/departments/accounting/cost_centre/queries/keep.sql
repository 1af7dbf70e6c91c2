-- Keep cost centres and projects; the newest of a code holds.
INSERT INTO accounting_centre (client_id, document_id, dimension, code, name, from_on, until_on, email, above)
SELECT %(client_id)s, document_id, dimension, code, name, from_on, until_on, email, above
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, dimension text, code text, name text, from_on date, until_on date, email text,
    above text)
