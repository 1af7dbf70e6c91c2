-- Gives a client its wrapped key; of several that try at once, the first one's stays.
INSERT INTO documents_client_key (client_id, wrapped, made_at) VALUES (%(client_id)s, %(wrapped)s, %(at)s::timestamptz)
ON CONFLICT (client_id) DO NOTHING
