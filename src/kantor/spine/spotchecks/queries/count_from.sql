-- So many more documents pass until one is drawn, whatever was drawn before.
INSERT INTO spotchecks_share (client_id, to_go) VALUES (%(client_id)s, %(to_go)s)
ON CONFLICT (client_id) DO UPDATE SET to_go = %(to_go)s
