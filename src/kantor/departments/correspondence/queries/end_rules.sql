-- The rules about these senders hold no more.
UPDATE correspondence_sender_rule SET ended_at = %(at)s::timestamptz
WHERE client_id = %(client_id)s AND ended_at IS NULL
    AND (pattern = ANY(%(patterns)s::text[]) OR document_id = ANY(%(documents)s::bigint[]))
