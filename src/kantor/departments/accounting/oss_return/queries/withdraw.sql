-- Withdraw the returns of these documents with their files; answers those whose file has left the house, and those upon which a return of a later
-- quarter stands, with its quarter: each return corrects the ones before it.
WITH reversing AS (
    SELECT * FROM unnest(%(documents)s::bigint[], %(reversed_by)s::bigint[]) AS r (document_id, reversed_by)
), kept AS (
    SELECT r.document_id, later.quarter AS later_quarter FROM reversing r
    JOIN accounting_oss_return v ON v.client_id = %(client_id)s AND v.document_id = r.document_id
    LEFT JOIN documents_outbox o ON o.client_id = v.client_id AND o.document_id = r.document_id AND o.kind = 'tax_return'
    LEFT JOIN LATERAL (
        SELECT max(l.quarter) AS quarter FROM accounting_oss_return l
        WHERE l.client_id = v.client_id AND l.quarter > v.quarter AND l.reversed_by IS NULL AND l.document_id <> ALL(%(documents)s::bigint[])
    ) later ON true
    WHERE o.state = 'sent' OR later.quarter IS NOT NULL
), withdrawn AS (
    UPDATE documents_outbox o SET state = 'withdrawn' FROM reversing r
    WHERE o.client_id = %(client_id)s AND o.document_id = r.document_id AND o.kind = 'tax_return' AND o.state <> 'sent'
        AND r.document_id NOT IN (SELECT document_id FROM kept)
), back AS (
    UPDATE accounting_oss_return v SET reversed_by = r.reversed_by FROM reversing r
    WHERE v.client_id = %(client_id)s AND v.document_id = r.document_id AND r.document_id NOT IN (SELECT document_id FROM kept)
)
SELECT document_id, later_quarter FROM kept
