-- Lines of these statements that a document cleared, or gave back what they paid, which still stands; and those that these documents cleared and
-- that came back since; and payments that these statements showed and that came back with another document.
SELECT l.document_id, coalesce(l.given_back_by, l.cleared_by) AS cleared_by FROM treasury_statement_line l
WHERE l.client_id = %(client_id)s AND l.document_id = ANY(%(documents)s::bigint[]) AND coalesce(l.given_back_by, l.cleared_by) IS NOT NULL
UNION ALL
SELECT l.cleared_by, l.given_back_by FROM treasury_statement_line l
WHERE l.client_id = %(client_id)s AND l.cleared_by = ANY(%(documents)s::bigint[]) AND l.given_back_by IS NOT NULL
UNION ALL
SELECT p.seen_by, p.returned_by FROM treasury_payment p
WHERE p.client_id = %(client_id)s AND p.seen_by = ANY(%(documents)s::bigint[]) AND p.returned_by <> p.seen_by
