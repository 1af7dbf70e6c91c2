-- Take it on to listen to mailboxes that nobody listens to.
UPDATE mail_mailbox SET watched_until = %(until)s::timestamptz
WHERE client_id = %(client_id)s AND ended_at IS NULL AND (watched_until IS NULL OR watched_until <= %(at)s::timestamptz OR id = ANY(%(own)s::bigint[]))
RETURNING id, client_id, name, host, port, security, login, kept_in, folder, done_folder, ca_file, tries
