-- Take back what these documents noted: their statements, lines, notices and the payments they saw; notices that they used wait again; lines that
-- they cleared stand in suspense again, with nothing left of the clearing; what they gave back is settled.
WITH reversing AS (
    SELECT * FROM unnest(%(documents)s::bigint[], %(reversed_by)s::bigint[]) AS r (document_id, reversed_by)
), statements AS (
    UPDATE treasury_statement s SET reversed_by = r.reversed_by FROM reversing r WHERE s.client_id = %(client_id)s AND s.document_id = r.document_id
), notices AS (
    UPDATE treasury_notice n SET used_by = CASE WHEN n.used_by = ANY(%(documents)s::bigint[]) THEN NULL ELSE n.used_by END,
        reversed_by = coalesce((SELECT r.reversed_by FROM reversing r WHERE r.document_id = n.document_id), n.reversed_by)
    WHERE n.client_id = %(client_id)s AND n.id IN (
        SELECT x.id FROM treasury_notice x WHERE x.client_id = %(client_id)s AND x.document_id = ANY(%(documents)s::bigint[])
        UNION
        SELECT x.id FROM treasury_notice x WHERE x.client_id = %(client_id)s AND x.used_by = ANY(%(documents)s::bigint[])
    )
), lines AS (
    UPDATE treasury_statement_line l SET reversed_by = r.reversed_by FROM reversing r WHERE l.client_id = %(client_id)s AND l.document_id = r.document_id
), payments AS (
    UPDATE treasury_payment p SET seen_by = CASE WHEN p.seen_by = ANY(%(documents)s::bigint[]) THEN NULL ELSE p.seen_by END,
        returned_by = CASE WHEN p.returned_by = ANY(%(documents)s::bigint[]) THEN NULL ELSE p.returned_by END
    WHERE p.client_id = %(client_id)s AND p.id IN (
        SELECT x.id FROM treasury_payment x WHERE x.client_id = %(client_id)s AND x.seen_by = ANY(%(documents)s::bigint[])
        UNION
        SELECT x.id FROM treasury_payment x WHERE x.client_id = %(client_id)s AND x.returned_by = ANY(%(documents)s::bigint[])
    )
), returns AS (
    UPDATE treasury_statement_line l SET given_back_by = NULL
    WHERE l.client_id = %(client_id)s AND l.given_back_by = ANY(%(documents)s::bigint[]) AND l.document_id <> ALL(%(documents)s::bigint[])
)
UPDATE treasury_statement_line l SET state = 'suspense', cleared_by = NULL, shares = '[]'::jsonb, booked_to = %(suspense)s, evidence = ''
WHERE l.client_id = %(client_id)s AND l.cleared_by = ANY(%(documents)s::bigint[]) AND l.document_id <> ALL(%(documents)s::bigint[])
