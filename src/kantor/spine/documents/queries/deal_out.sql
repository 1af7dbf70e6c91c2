-- All pages of originals get their places; what was dealt out before stays.
INSERT INTO documents_leaf (client_id, original_id, number, document_id, place, turned, left_out)
SELECT %(client_id)s::int, r.original_id, r.number, r.document_id, r.place, r.turned, r.left_out
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
    original_id bigint, number integer, document_id bigint, place integer, turned smallint, left_out text)
ORDER BY r.original_id, r.number
ON CONFLICT (client_id, original_id, number) DO NOTHING
