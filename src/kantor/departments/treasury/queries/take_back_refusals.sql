-- Payments that these documents noted as refused are on their way again.
UPDATE treasury_payment p SET returned_by = NULL, returned_reason = ''
WHERE p.client_id = %(client_id)s AND p.returned_by = ANY(%(documents)s::bigint[])
