-- Messages that were taken in and still lie in the mailbox as they came.
SELECT uid FROM mail_fetched
WHERE client_id = %(client_id)s AND mailbox_id = %(mailbox_id)s AND validity = %(validity)s::bigint AND moved_at IS NULL AND outcome <> 'refused'
ORDER BY uid LIMIT 500
