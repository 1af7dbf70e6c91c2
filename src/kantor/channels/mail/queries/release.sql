-- Let these mails out of quarantine, once.
INSERT INTO mail_release (client_id, document_id, released_at)
SELECT %(client_id)s, unnest(%(documents)s::bigint[]), %(at)s::timestamptz
ON CONFLICT (client_id, document_id) DO NOTHING
