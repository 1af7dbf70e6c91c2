-- Whether each of these documents was drawn, once and for all.
INSERT INTO spotchecks_draw (client_id, document_id, drawn, per_mille, at)
SELECT %(client_id)s, r.document_id, r.drawn, %(per_mille)s, %(at)s::timestamptz
FROM unnest(%(documents)s::bigint[], %(drawn)s::boolean[]) AS r (document_id, drawn)
