-- From now on this model reads the client's papers; null: the one that every house begins with.
INSERT INTO schooling_use (client_id, model_id, person_id, at) VALUES (%(client_id)s, %(model_id)s, %(person_id)s, %(at)s)
