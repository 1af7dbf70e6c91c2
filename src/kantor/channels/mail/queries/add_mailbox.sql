-- Enter a mailbox.
INSERT INTO mail_mailbox (client_id, name, host, port, security, login, kept_in, folder, done_folder, address, ca_file, made_at, next_at, reason,
    tries)
VALUES (%(client_id)s, %(name)s, %(host)s, %(port)s, %(security)s, %(login)s, %(kept_in)s, %(folder)s, %(done_folder)s, %(address)s,
    %(ca_file)s, %(at)s::timestamptz, %(at)s::timestamptz, '', 0)
RETURNING id
