-- Adds a signed head.
INSERT INTO trail_head (client_id, number, size, root, at, key_id, signature)
VALUES (%(client_id)s, %(number)s, %(size)s, %(root)s, %(at)s, %(key_id)s, %(signature)s)
