-- Rules about senders, in force from now on.
INSERT INTO correspondence_sender_rule (client_id, pattern, verdict, document_id, from_at)
SELECT %(client_id)s, pattern, verdict, document_id, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (pattern text, verdict text, document_id bigint)
