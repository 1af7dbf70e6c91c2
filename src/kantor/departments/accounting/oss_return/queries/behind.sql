-- The documents behind what was sold in the One Stop Shop in some quarter under some tax codes; in the books' currency. The day of supply is found
-- as for the figures: a credit note belongs to the quarter of its invoice, an entry that undoes another to that one's; a loss, a discount or
-- another entry to the quarter of the invoice whose number, or whose instalment, its line names; a document without a day of supply to its own
-- day. Of invoices of one number that of the same partner is meant, then the newest. Debit less credit is turned round, so that sales are above
-- zero.
WITH posted AS (
    SELECT coalesce(undone.document_id, e.document_id) AS document_id, coalesce(undone.document_on, e.document_on) AS document_on, p.text AS line,
        e.id AS entry_id, e.booked_on, e.document_id AS own_document_id, e.text,
        p.tax_code, a.role ~ %(tax_role)s AS is_tax, p.currency AS own, p.foreign_currency, p.foreign_amount, p.cr - p.dr AS local
    FROM ledger_posting p
    JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
    JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id
    LEFT JOIN ledger_entry undone ON undone.client_id = e.client_id AND undone.id = e.reverses_id
    WHERE p.client_id = %(client_id)s AND p.tax_code = ANY(%(codes)s::text[]) AND p.period_id IN (
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND ends_on >= %(since)s
    )
), named AS (
    SELECT DISTINCT x.document_id, x.line, d.party_id, r.content,
        CASE WHEN r.document_id IS NULL THEN x.line ELSE coalesce(r.content -> 'values' -> 'preceding_number' ->> 0, '') END AS number
    FROM posted x
    LEFT JOIN documents_document d ON d.client_id = %(client_id)s AND d.id = x.document_id
    LEFT JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version AND d.type = %(type)s
), first AS (
    SELECT DISTINCT ON (n.document_id, n.line) n.document_id, n.line, r.content
    FROM named n
    JOIN documents_document f ON f.client_id = %(client_id)s AND f.type = %(type)s AND f.state = 'effective' AND f.id <> n.document_id
        AND f.number IN (n.number, regexp_replace(n.number, '/[0-9]+$', ''))
    JOIN documents_reading r ON r.client_id = f.client_id AND r.document_id = f.id AND r.version = f.reading_version
    WHERE n.number <> ''
    ORDER BY n.document_id, n.line, f.number = n.number DESC, f.party_id IS NOT DISTINCT FROM n.party_id DESC, f.id DESC
), supplied AS (
    SELECT x.*, coalesce(
        (coalesce(f.content, n.content) -> 'values' -> 'delivered_on' ->> 0)::date,
        (coalesce(f.content, n.content) -> 'values' -> 'issued_on' ->> 0)::date,
        x.document_on
    ) AS on_day
    FROM posted x
    JOIN named n ON n.document_id = x.document_id AND n.line = x.line
    LEFT JOIN first f ON f.document_id = x.document_id AND f.line = x.line
)
SELECT x.own_document_id AS document_id, x.booked_on, x.tax_code, x.own, coalesce(d.number, '') AS number,
    coalesce(nullif(d.party_name, ''), x.text) AS party_name,
    coalesce(sum(x.local) FILTER (WHERE NOT x.is_tax), 0)::bigint AS local_base, coalesce(sum(x.local) FILTER (WHERE x.is_tax), 0)::bigint AS local_tax
FROM supplied x
LEFT JOIN documents_document d ON d.client_id = %(client_id)s AND d.id = x.own_document_id
WHERE to_char(x.on_day, 'YYYY"-Q"Q') = %(quarter)s
GROUP BY x.entry_id, x.own_document_id, x.booked_on, x.tax_code, x.own, d.number, d.party_name, x.text
ORDER BY x.booked_on, x.entry_id, x.tax_code
LIMIT %(most)s
