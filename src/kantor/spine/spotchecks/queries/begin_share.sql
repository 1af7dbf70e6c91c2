-- The share of a client of which nothing passed before.
INSERT INTO spotchecks_share (client_id, to_go) VALUES (%(client_id)s, %(to_go)s) ON CONFLICT (client_id) DO NOTHING
