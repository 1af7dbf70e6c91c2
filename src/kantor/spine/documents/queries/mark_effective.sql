-- The documents of a batch have taken effect.
UPDATE documents_document SET state = 'effective', took_effect_at = %(at)s, effective_after = NULL
WHERE client_id = %(client_id)s AND id = ANY(%(ids)s)
