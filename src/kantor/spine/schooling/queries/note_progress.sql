-- How far a training is; whoever is at it has it for a while longer.
UPDATE schooling_training SET done = %(done)s, documents = %(documents)s, taken_until = %(until)s::timestamptz
WHERE client_id = %(client_id)s AND id = %(id)s AND ended_at IS NULL
