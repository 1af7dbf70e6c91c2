-- Another share from now on; how many more pass until the next one is drawn is drawn anew.
INSERT INTO spotchecks_share (client_id, per_mille, to_go) VALUES (%(client_id)s, %(per_mille)s, %(to_go)s)
ON CONFLICT (client_id) DO UPDATE SET per_mille = %(per_mille)s, to_go = %(to_go)s
