-- A mailbox was looked into, or could not be.
UPDATE mail_mailbox SET next_at = %(next_at)s::timestamptz, reason = %(reason)s, tries = CASE WHEN %(reason)s = '' THEN 0 ELSE tries + 1 END,
    checked_at = CASE WHEN %(reason)s = '' THEN %(at)s::timestamptz ELSE checked_at END
WHERE client_id = %(client_id)s AND id = %(id)s
