-- End mandates: each ending is kept, so that one that is taken back leaves the end that held before.
INSERT INTO treasury_mandate_end (client_id, document_id, mandate_id, ends_on)
SELECT m.client_id, r.document_id, m.id, r.ends_on
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, reference text, ends_on date)
JOIN treasury_mandate m ON m.client_id = %(client_id)s AND m.reference = r.reference AND m.reversed_by IS NULL
