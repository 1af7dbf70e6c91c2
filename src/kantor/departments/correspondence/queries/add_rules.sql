-- Rules about senders, in force from now on.
INSERT INTO correspondence_sender_rule (client_id, pattern, verdict, needs_proof, document_id, from_at)
SELECT %(client_id)s, pattern, verdict, needs_proof, document_id, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (pattern text, verdict text, needs_proof boolean, document_id bigint)
