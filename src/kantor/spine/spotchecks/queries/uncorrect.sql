-- What the machine had read was typed again: it was right.
DELETE FROM spotchecks_correction c
USING jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, field text, was text)
WHERE c.client_id = %(client_id)s AND c.document_id = r.document_id AND c.field = r.field AND c.was = r.was
