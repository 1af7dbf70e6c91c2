-- The statements of an account just before and just behind one.
(SELECT s.document_id, s.number, s.to_on, s.opening, s.closing, true AS is_before
FROM treasury_statement s JOIN treasury_statement own ON own.client_id = s.client_id AND own.id = %(id)s
WHERE s.client_id = %(client_id)s AND s.account = %(account)s AND s.currency = %(currency)s AND s.reversed_by IS NULL
    AND (s.to_on, s.id) < (own.to_on, own.id)
ORDER BY s.to_on DESC, s.id DESC LIMIT 1)
UNION ALL
(SELECT s.document_id, s.number, s.to_on, s.opening, s.closing, false
FROM treasury_statement s JOIN treasury_statement own ON own.client_id = s.client_id AND own.id = %(id)s
WHERE s.client_id = %(client_id)s AND s.account = %(account)s AND s.currency = %(currency)s AND s.reversed_by IS NULL
    AND (s.to_on, s.id) > (own.to_on, own.id)
ORDER BY s.to_on, s.id LIMIT 1)
