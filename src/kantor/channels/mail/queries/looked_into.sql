-- A mailbox was looked into, or could not be. Who was told of new mail meanwhile, or took it over, has said when the next visit is.
UPDATE mail_mailbox SET reason = %(reason)s, tries = CASE WHEN %(reason)s = '' THEN 0 ELSE tries + 1 END,
    next_at = CASE WHEN next_at = %(leased_until)s::timestamptz THEN %(next_at)s::timestamptz ELSE next_at END,
    checked_at = CASE WHEN %(reason)s = '' THEN %(at)s::timestamptz ELSE checked_at END
WHERE client_id = %(client_id)s AND id = %(id)s
