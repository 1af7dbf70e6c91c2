-- What other credit notes gave back of the down payments that these ones credited, and that nobody has taken again; with the first of these.
SELECT DISTINCT ON (b.id) b.id, b.key, b.quantity, own.document_id AS reversed
FROM facts_claim own
JOIN facts_claim other ON other.client_id = own.client_id AND other.what = own.what AND other.key = own.key AND other.quantity > 0
JOIN facts_claim b ON b.client_id = other.client_id AND b.document_id = other.document_id AND b.what = %(billed)s
    AND b.quantity < 0 AND b.reverses_id IS NULL
WHERE own.document_id = ANY(%(documents)s::bigint[]) AND own.what = %(what)s AND own.quantity > 0
    AND NOT EXISTS (SELECT FROM facts_claim t WHERE t.client_id = b.client_id AND t.reverses_id = b.id)
ORDER BY b.id, own.document_id
