-- The documents that took goods from a place after a move.
SELECT DISTINCT m.document_id
FROM ledger_move m
WHERE m.client_id = %(client_id)s AND m.article = %(article)s AND m.id > %(move_id)s AND m.source = %(place)s AND m.lot = %(lot)s
ORDER BY m.document_id
