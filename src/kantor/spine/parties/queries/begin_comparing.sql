-- Somebody is at comparing the partners of a client.
INSERT INTO parties_comparison (client_id, began_at) VALUES (%(client_id)s::int, %(at)s::timestamptz)
ON CONFLICT (client_id) DO UPDATE SET began_at = EXCLUDED.began_at
