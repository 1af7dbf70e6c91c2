-- Clients with mailboxes to look into by now, or with mails that were released from quarantine.
SELECT w.client_id, min(w.due_at) AS due_at, count(*) AS number
FROM (
    SELECT client_id, next_at AS due_at FROM mail_mailbox
    WHERE client_id = ANY(%(clients)s::integer[]) AND ended_at IS NULL AND next_at <= %(at)s::timestamptz
    UNION ALL
    SELECT client_id, released_at FROM mail_release WHERE client_id = ANY(%(clients)s::integer[]) AND done_at IS NULL
) w GROUP BY w.client_id
