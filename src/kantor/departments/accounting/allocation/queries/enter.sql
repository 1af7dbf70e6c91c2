-- Enter which centre was divided for which month; one that was already is left out.
INSERT INTO accounting_allocation (client_id, document_id, centre, "on")
SELECT %(client_id)s, document_id, centre, "on" FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, centre text, "on" date)
ON CONFLICT (client_id, centre, "on") WHERE reversed_by IS NULL DO NOTHING
RETURNING document_id
