-- A rule of the gate passes nothing any more; nothing happens where it is stopped already.
INSERT INTO spotchecks_stop (client_id, type, field, rule, model, checked, wrong, stopped_at, reason)
VALUES (%(client_id)s, %(type)s, %(field)s, %(rule)s, %(model)s, %(checked)s, %(wrong)s, %(at)s, '')
ON CONFLICT (client_id, type, model, field, rule) WHERE allowed_at IS NULL DO NOTHING
