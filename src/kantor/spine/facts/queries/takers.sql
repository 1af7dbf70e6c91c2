-- Which documents hold how much of something.
SELECT coalesce(o.document_id, c.document_id) AS document_id, sum(c.quantity) AS quantity
FROM facts_claim c
LEFT JOIN facts_claim o ON o.client_id = c.client_id AND o.id = c.reverses_id
WHERE c.client_id = %(client_id)s AND c.what = %(what)s AND c.key = %(key)s
GROUP BY 1
HAVING sum(c.quantity) <> 0
ORDER BY 1
