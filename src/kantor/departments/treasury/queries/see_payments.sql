-- Note payments that a statement shows leaving; answers those that no other has shown and that did not come back.
UPDATE treasury_payment p SET seen_by = r.document_id
FROM unnest(%(payments)s::bigint[], %(documents)s::bigint[]) AS r (payment_id, document_id)
WHERE p.client_id = %(client_id)s AND p.id = r.payment_id AND p.seen_by IS NULL AND p.returned_by IS NULL AND p.reversed_by IS NULL
RETURNING p.id
