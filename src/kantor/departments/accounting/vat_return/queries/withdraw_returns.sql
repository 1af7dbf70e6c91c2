-- Withdraw the returns of these documents that did not reach the office, with their files; answers those that did, whose file has left, or
-- that a later return of the same days corrects, which stands.
WITH reversing AS (
    SELECT * FROM unnest(%(documents)s::bigint[], %(reversed_by)s::bigint[]) AS r (document_id, reversed_by)
), left_house AS (
    SELECT r.document_id, c.document_id AS corrected_by FROM reversing r
    JOIN accounting_vat_return v ON v.client_id = %(client_id)s AND v.document_id = r.document_id
    LEFT JOIN documents_outbox o ON o.client_id = v.client_id AND o.document_id = v.document_id AND o.kind = 'tax_return'
    LEFT JOIN LATERAL (
        SELECT max(l.document_id) AS document_id FROM accounting_vat_return l
        WHERE l.client_id = v.client_id AND l.from_on = v.from_on AND l.until_on = v.until_on AND l.reversed_by IS NULL
            AND l.document_id > v.document_id AND l.document_id <> ALL(%(documents)s::bigint[])
    ) c ON true
    WHERE v.filed_on IS NOT NULL OR o.state = 'sent' OR c.document_id IS NOT NULL
), withdrawn AS (
    UPDATE documents_outbox o SET state = 'withdrawn' FROM reversing r
    WHERE o.client_id = %(client_id)s AND o.document_id = r.document_id AND o.kind = 'tax_return' AND o.state <> 'sent'
        AND r.document_id NOT IN (SELECT document_id FROM left_house)
), back AS (
    UPDATE accounting_vat_return v SET reversed_by = r.reversed_by FROM reversing r
    WHERE v.client_id = %(client_id)s AND v.document_id = r.document_id AND r.document_id NOT IN (SELECT document_id FROM left_house)
)
SELECT document_id, corrected_by FROM left_house
