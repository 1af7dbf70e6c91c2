-- Keep a version of a client's model, whether it is taken or not.
INSERT INTO schooling_model (client_id, purpose, version, content, documents, newest_document_id, report, outcome, made_at, asked_by)
VALUES (%(client_id)s, %(purpose)s, %(version)s, %(content)s, %(documents)s, %(newest)s, %(report)s::jsonb, %(outcome)s, %(at)s, %(asked_by)s)
RETURNING id
