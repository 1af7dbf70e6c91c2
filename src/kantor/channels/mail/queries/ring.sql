-- There is news in a mailbox: it is looked into at once.
UPDATE mail_mailbox SET next_at = least(next_at, %(at)s::timestamptz) WHERE client_id = %(client_id)s AND id = %(id)s AND tries = 0
