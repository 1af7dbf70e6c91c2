-- The mailboxes that are fetched from, with what came of them.
SELECT m.id, m.client_id, m.name, m.host, m.port, m.security, m.login, m.kept_in, m.folder, m.done_folder, m.address, m.ca_file, m.checked_at,
    m.reason, m.tries, m.next_at, m.watched_until,
    (SELECT count(*) FROM mail_fetched f WHERE f.client_id = m.client_id AND f.mailbox_id = m.id) AS fetched,
    (SELECT count(*) FROM mail_fetched f WHERE f.client_id = m.client_id AND f.mailbox_id = m.id AND f.outcome = 'refused') AS refused
FROM mail_mailbox m WHERE m.client_id = ANY(%(clients)s::integer[]) AND m.ended_at IS NULL ORDER BY m.client_id, m.name
