-- These were moved or flagged in the mailbox.
UPDATE mail_fetched SET moved_at = %(at)s::timestamptz
WHERE client_id = %(client_id)s AND mailbox_id = %(mailbox_id)s AND validity = %(validity)s::bigint AND uid = ANY(%(uids)s::bigint[])
