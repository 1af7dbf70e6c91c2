-- The payments of a run that was released, with our account as its form names it.
SELECT p.id, p.end_to_end_id, p.iban, p.currency, CASE WHEN p.mandate_id IS NULL THEN -p.amount ELSE p.amount END AS amount, p.execute_on, p.seen_by, p.returned_by, s.name AS creditor, d.number AS own_iban, m.scheme, m.creditor_id, p.sequence
FROM treasury_payment p
JOIN documents_document d ON d.client_id = p.client_id AND d.id = p.document_id
JOIN parties_party s ON s.client_id = p.client_id AND s.id = p.party_id
LEFT JOIN treasury_mandate m ON m.client_id = p.client_id AND m.id = p.mandate_id
WHERE p.client_id = %(client_id)s AND p.document_id = %(document)s AND p.reversed_by IS NULL
ORDER BY p.id
