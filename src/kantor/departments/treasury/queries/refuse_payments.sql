-- Note payments that the bank refused, with its reason; answers those that had not left and not come back before.
UPDATE treasury_payment p SET returned_by = r.document_id, returned_reason = r.reason
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, payment_id bigint, reason text)
WHERE p.client_id = %(client_id)s AND p.id = r.payment_id AND p.returned_by IS NULL AND p.reversed_by IS NULL AND p.seen_by IS NULL
RETURNING p.id
