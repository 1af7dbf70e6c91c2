-- The mailbox that is looked into next; nobody else looks into it for a while.
UPDATE mail_mailbox SET next_at = %(until)s::timestamptz
WHERE client_id = %(client_id)s AND id = (
    SELECT id FROM mail_mailbox WHERE client_id = %(client_id)s AND ended_at IS NULL AND next_at <= %(at)s::timestamptz
    ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING id, client_id, name, host, port, security, login, kept_in, folder, done_folder, ca_file, tries, next_at AS leased_until
