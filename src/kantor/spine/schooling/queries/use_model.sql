-- From now on the client uses this model for that purpose; null: the one that every house begins with.
INSERT INTO schooling_use (client_id, purpose, model_id, person_id, at) VALUES (%(client_id)s, %(purpose)s, %(model_id)s, %(person_id)s, %(at)s)
