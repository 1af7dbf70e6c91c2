-- The model that a client uses for this now.
SELECT m.id, m.version, m.newest_document_id
FROM (SELECT model_id FROM schooling_use WHERE client_id = %(client_id)s AND purpose = %(purpose)s ORDER BY id DESC LIMIT 1) u
JOIN schooling_model m ON m.client_id = %(client_id)s AND m.id = u.model_id
