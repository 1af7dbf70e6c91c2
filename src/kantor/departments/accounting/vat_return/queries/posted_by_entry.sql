-- What each entry of the periods within some days brought to some tax codes, debit less credit in minor units, with the document it came from.
-- A posting with a tax code that names a partner is a part of an invoice that the entry's document paid, or whose payment it took back: it stands
-- there with that invoice, which its own open item tells, for another may bear the same number. OFFSET 0 keeps the way: from the number to the
-- open item and from that to its few settlements, never to all settlements of a statement for each of its lines.
-- The turnover knows on which accounts these codes stand and how often: where only the first of very many are wanted, entries are looked
-- through in the order of booking until there are enough; else the postings of those accounts are read.
WITH period AS MATERIALIZED (
    SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
), known AS MATERIALIZED (
    SELECT t.account_id, sum(t.lines) AS lines FROM ledger_turned t
    WHERE t.client_id = %(client_id)s AND t.tax_code = ANY(%(codes)s::text[]) AND t.period_id = ANY(ARRAY(SELECT id FROM period))
    GROUP BY t.account_id
), many AS MATERIALIZED (
    SELECT coalesce(sum(lines) > 20 * %(most)s::bigint, false) AS are FROM known
), line AS (
    SELECT p.entry_id, p.tax_code, p.party_id, p.text, p.account_id, p.dr, p.cr
    FROM (
        SELECT e.id FROM ledger_entry e
        WHERE e.client_id = %(client_id)s AND e.booked_on BETWEEN %(from_on)s AND %(until_on)s AND e.period_id = ANY(ARRAY(SELECT id FROM period))
            AND (SELECT p.id FROM ledger_posting p WHERE p.client_id = e.client_id AND p.entry_id = e.id AND p.tax_code = ANY(%(codes)s::text[]) LIMIT 1)
                IS NOT NULL
        ORDER BY e.booked_on, e.id LIMIT %(most)s
    ) e
    CROSS JOIN LATERAL (
        SELECT p.entry_id, p.tax_code, p.party_id, p.text, p.account_id, p.dr, p.cr FROM ledger_posting p
        WHERE p.client_id = %(client_id)s AND p.entry_id = e.id AND p.tax_code = ANY(%(codes)s::text[]) OFFSET 0
    ) p
    WHERE (SELECT are FROM many)
    UNION ALL
    SELECT p.entry_id, p.tax_code, p.party_id, p.text, p.account_id, p.dr, p.cr
    FROM ledger_posting p
    WHERE p.client_id = %(client_id)s AND p.account_id = ANY(ARRAY(SELECT account_id FROM known)) AND p.tax_code = ANY(%(codes)s::text[])
        AND p.period_id = ANY(ARRAY(SELECT id FROM period)) AND NOT (SELECT are FROM many)
), posted AS (
    SELECT p.entry_id, p.tax_code, p.party_id, CASE WHEN p.party_id IS NULL THEN '' ELSE p.text END AS invoice,
        coalesce(sum(p.dr - p.cr) FILTER (WHERE a.role !~ %(deductible)s AND a.role !~ %(owed)s), 0)::bigint AS base,
        coalesce(sum(p.dr - p.cr) FILTER (WHERE a.role ~ %(deductible)s), 0)::bigint AS input,
        coalesce(sum(p.dr - p.cr) FILTER (WHERE a.role ~ %(owed)s), 0)::bigint AS output,
        coalesce(sum(p.dr - p.cr) FILTER (WHERE a.role ~ %(lost)s), 0)::bigint AS lost
    FROM line p
    JOIN ledger_account a ON a.client_id = %(client_id)s AND a.id = p.account_id
    GROUP BY p.entry_id, p.tax_code, p.party_id, 4
)
SELECT x.entry_id, x.tax_code, x.base, x.input, x.output, x.lost, e.document_id, e.booked_on, coalesce(i.document_on, e.document_on) AS document_on,
    e.series, e.year, e.voucher, e.text, CASE WHEN i.number IS NULL THEN '' ELSE x.invoice END AS invoice, coalesce(i.number, d.number, '') AS number,
    coalesce(i.party_name, d.party_name, '') AS party_name, coalesce(x.party_id, d.party_id) AS party_id, coalesce(i.type, d.type, '') AS type,
    coalesce(g.content -> 'values' -> 'vat_marks' ->> 0, '') AS marks, coalesce(g.content -> 'values' -> 'ksef_number' ->> 0, '') AS ksef_number,
    coalesce(g.content -> 'values' -> 'delivered_on' ->> 0, '') AS delivered_on,
    coalesce(g.content -> 'values' -> 'customer_vat_id' ->> 0, g.content -> 'values' -> 'supplier_vat_id' ->> 0, '') AS vat_id
FROM posted x
CROSS JOIN LATERAL (
    SELECT e.client_id, e.document_id, e.id, e.booked_on, e.document_on, e.series, e.year, e.voucher, e.text
    FROM ledger_entry e WHERE e.client_id = %(client_id)s AND e.id = x.entry_id OFFSET 0
) e
LEFT JOIN documents_document d ON d.client_id = e.client_id AND d.id = e.document_id
LEFT JOIN LATERAL (
    SELECT v.id, v.reading_version, v.number, v.party_name, v.type, o.document_on
    FROM (
        SELECT n.id, n.client_id, n.document_id, n.document_on FROM ledger_open_item n
        WHERE n.client_id = e.client_id AND n.reference = x.invoice AND n.party_id = x.party_id AND x.invoice <> ''
        OFFSET 0
    ) o
    CROSS JOIN LATERAL (SELECT s.document_id FROM ledger_settlement s WHERE s.client_id = o.client_id AND s.open_item_id = o.id OFFSET 0) t
    JOIN documents_document v ON v.client_id = o.client_id AND v.id = o.document_id
    WHERE t.document_id = e.document_id
    ORDER BY o.id LIMIT 1
) i ON true
LEFT JOIN documents_reading g ON g.client_id = %(client_id)s AND g.document_id = coalesce(i.id, d.id)
    AND g.version = CASE WHEN i.id IS NULL THEN d.reading_version ELSE i.reading_version END
ORDER BY e.booked_on, e.id, x.invoice, x.tax_code
LIMIT %(most)s
