-- These messages were fetched; what another process noted stays.
INSERT INTO mail_fetched (client_id, mailbox_id, validity, uid, outcome, reason, fetched_at)
SELECT %(client_id)s, %(mailbox_id)s, %(validity)s::bigint, uid, outcome, reason, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (uid bigint, outcome text, reason text)
ON CONFLICT (client_id, mailbox_id, validity, uid) DO NOTHING
