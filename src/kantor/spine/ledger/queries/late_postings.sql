-- Which of some documents may post into which held periods.
SELECT document_id, period_id
FROM ledger_late_posting
WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s::bigint[])
