-- Stop fetching from a mailbox.
UPDATE mail_mailbox SET ended_at = %(at)s::timestamptz WHERE client_id = %(client_id)s AND name = %(name)s AND ended_at IS NULL
RETURNING id
