-- The voucher of the first entry of each of these documents.
SELECT DISTINCT ON (e.document_id) e.document_id, e.series, e.year, e.voucher
FROM ledger_entry e WHERE e.document_id = ANY(%(documents)s::bigint[]) AND e.reverses_id IS NULL
ORDER BY e.document_id, e.id
