-- Remembers what documents changed in rows that were there before.
INSERT INTO parties_change (client_id, document_id, what, row_id, before, after, at)
SELECT %(client_id)s::int, change.document_id, change.what, change.row_id, change.before, change.after, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS change (document_id bigint, what text, row_id bigint, before jsonb, after jsonb)
