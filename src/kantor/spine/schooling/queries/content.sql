-- A model as it is kept.
SELECT version, content FROM schooling_model WHERE client_id = %(client_id)s AND id = %(id)s
