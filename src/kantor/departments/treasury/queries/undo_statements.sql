-- Take back what these documents noted: their statements, lines and the payments they saw; lines that they cleared stand in suspense again.
WITH reversing AS (
    SELECT * FROM unnest(%(documents)s::bigint[], %(reversed_by)s::bigint[]) AS r (document_id, reversed_by)
), statements AS (
    UPDATE treasury_statement s SET reversed_by = r.reversed_by FROM reversing r WHERE s.client_id = %(client_id)s AND s.document_id = r.document_id
), lines AS (
    UPDATE treasury_statement_line l SET reversed_by = r.reversed_by FROM reversing r WHERE l.client_id = %(client_id)s AND l.document_id = r.document_id
), payments AS (
    UPDATE treasury_payment p SET seen_by = NULL FROM reversing r WHERE p.client_id = %(client_id)s AND p.seen_by = r.document_id
)
UPDATE treasury_statement_line l SET state = 'suspense', cleared_by = NULL FROM reversing r
WHERE l.client_id = %(client_id)s AND l.cleared_by = r.document_id AND l.document_id <> r.document_id
