-- Note that lines, and payments that a statement showed, came back; answers those that had not before.
WITH lines AS (
    UPDATE treasury_statement_line l SET given_back_by = r.document_id
    FROM unnest(%(lines)s::bigint[], %(line_documents)s::bigint[]) AS r (line_id, document_id)
    WHERE l.client_id = %(client_id)s AND l.id = r.line_id AND l.given_back_by IS NULL AND l.reversed_by IS NULL
    RETURNING 'line' || l.id AS key
), payments AS (
    UPDATE treasury_payment p SET returned_by = r.document_id
    FROM unnest(%(payments)s::bigint[], %(payment_documents)s::bigint[]) AS r (payment_id, document_id)
    WHERE p.client_id = %(client_id)s AND p.id = r.payment_id AND p.returned_by IS NULL AND p.reversed_by IS NULL AND p.seen_by IS NOT NULL
    RETURNING 'payment' || p.id AS key
)
SELECT key FROM lines UNION ALL SELECT key FROM payments
