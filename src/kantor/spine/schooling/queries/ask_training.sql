-- Ask for a training, unless one is open.
INSERT INTO schooling_training (client_id, asked_at, asked_by) VALUES (%(client_id)s, %(at)s, %(asked_by)s)
ON CONFLICT DO NOTHING
RETURNING id
