-- A training is over.
UPDATE schooling_training SET ended_at = %(at)s, outcome = %(outcome)s
WHERE client_id = %(client_id)s AND id = %(id)s AND ended_at IS NULL
