-- Nobody listens to these mailboxes any more.
UPDATE mail_mailbox SET watched_until = NULL WHERE client_id = %(client_id)s AND id = ANY(%(own)s::bigint[])
