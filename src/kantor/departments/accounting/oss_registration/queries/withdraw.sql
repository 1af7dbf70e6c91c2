-- Registrations of some documents stand no more; answers those that must, and why: a later change, or, of a client that joined, an invoice taxed
-- in the scheme since that day, or a return of it. What was undone together is no reason.
-- The turnover knows on which accounts something was taxed in the scheme; their postings are read, and no others.
WITH undone AS (
    SELECT * FROM unnest(%(documents)s::bigint[], %(by)s::bigint[]) AS u (document_id, by_id)
), taxed_on AS MATERIALIZED (
    SELECT DISTINCT t.account_id FROM ledger_turned t WHERE t.client_id = %(client_id)s AND t.tax_code LIKE 'OSS-%%'
), kept AS (
    SELECT r.document_id, later.on_day AS later_on, taxed.number AS invoice, made.quarter
    FROM undone u
    JOIN accounting_oss_registration r ON r.client_id = %(client_id)s AND r.document_id = u.document_id
    LEFT JOIN LATERAL (
        SELECT max(l."on") AS on_day FROM accounting_oss_registration l
        WHERE l.client_id = r.client_id AND (l."on", l.document_id) > (r."on", r.document_id) AND l.reversed_by IS NULL
            AND l.document_id <> ALL(%(documents)s::bigint[])
    ) later ON true
    LEFT JOIN LATERAL (
        SELECT d.number FROM ledger_posting p
        JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id AND e.booked_on >= r."on" AND e.reverses_id IS NULL
        JOIN documents_document d ON d.client_id = e.client_id AND d.id = e.document_id AND d.state = 'effective'
        WHERE r.joins AND p.client_id = r.client_id AND p.tax_code LIKE 'OSS-%%' AND p.account_id = ANY(ARRAY(SELECT account_id FROM taxed_on))
            AND NOT EXISTS (SELECT 1 FROM ledger_entry back WHERE back.client_id = e.client_id AND back.reverses_id = e.id)
        ORDER BY p.id DESC LIMIT 1
    ) taxed ON true
    LEFT JOIN LATERAL (
        SELECT max(v.quarter) AS quarter FROM accounting_oss_return v
        WHERE r.joins AND v.client_id = r.client_id AND v.quarter >= to_char(r."on", 'YYYY"-Q"Q') AND v.reversed_by IS NULL
            AND v.document_id <> ALL(%(documents)s::bigint[])
    ) made ON true
    WHERE later.on_day IS NOT NULL OR taxed.number IS NOT NULL OR made.quarter IS NOT NULL
), back AS (
    UPDATE accounting_oss_registration r SET reversed_by = u.by_id FROM undone u
    WHERE r.client_id = %(client_id)s AND r.document_id = u.document_id AND r.document_id NOT IN (SELECT document_id FROM kept)
)
SELECT document_id, later_on, invoice, quarter FROM kept
