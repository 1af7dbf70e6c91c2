-- Withdraw the returns of these documents with their files; answers those whose file has left the house.
WITH reversing AS (
    SELECT * FROM unnest(%(documents)s::bigint[], %(reversed_by)s::bigint[]) AS r (document_id, reversed_by)
), left_house AS (
    SELECT r.document_id FROM reversing r
    JOIN documents_outbox o ON o.client_id = %(client_id)s AND o.document_id = r.document_id AND o.kind = 'tax_return' AND o.state = 'sent'
), withdrawn AS (
    UPDATE documents_outbox o SET state = 'withdrawn' FROM reversing r
    WHERE o.client_id = %(client_id)s AND o.document_id = r.document_id AND o.kind = 'tax_return' AND o.state <> 'sent'
), back AS (
    UPDATE accounting_oss_return v SET reversed_by = r.reversed_by FROM reversing r
    WHERE v.client_id = %(client_id)s AND v.document_id = r.document_id AND r.document_id NOT IN (SELECT document_id FROM left_house)
)
SELECT document_id FROM left_house
