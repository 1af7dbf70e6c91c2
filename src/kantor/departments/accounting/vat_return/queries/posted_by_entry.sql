-- What each entry of the periods within some days brought to some tax codes, debit less credit in minor units, with the document it came from.
-- A posting with a tax code that names a partner is a part of an invoice that the entry's document paid, or whose payment it took back: it stands
-- there with that invoice, which its own open item tells, for another may bear the same number. OFFSET 0 keeps the way: from the number to the
-- open item and from that to its few settlements, never to all settlements of a statement for each of its lines.
WITH posted AS (
    SELECT p.entry_id, p.tax_code, p.party_id, CASE WHEN p.party_id IS NULL THEN '' ELSE p.text END AS invoice,
        coalesce(sum(p.dr - p.cr) FILTER (WHERE a.role !~ %(deductible)s AND a.role !~ %(owed)s), 0)::bigint AS base,
        coalesce(sum(p.dr - p.cr) FILTER (WHERE a.role ~ %(deductible)s), 0)::bigint AS input,
        coalesce(sum(p.dr - p.cr) FILTER (WHERE a.role ~ %(owed)s), 0)::bigint AS output,
        coalesce(sum(p.dr - p.cr) FILTER (WHERE a.role ~ %(lost)s), 0)::bigint AS lost
    FROM ledger_posting p
    JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
    WHERE p.client_id = %(client_id)s AND p.tax_code = ANY(%(codes)s::text[]) AND p.period_id IN (
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
    )
    GROUP BY p.entry_id, p.tax_code, p.party_id, 4
)
SELECT x.entry_id, x.tax_code, x.base, x.input, x.output, x.lost, e.document_id, e.booked_on, coalesce(i.document_on, e.document_on) AS document_on,
    e.series, e.year, e.voucher, e.text, CASE WHEN i.number IS NULL THEN '' ELSE x.invoice END AS invoice, coalesce(i.number, d.number, '') AS number,
    coalesce(i.party_name, d.party_name, '') AS party_name, coalesce(x.party_id, d.party_id) AS party_id, coalesce(i.type, d.type, '') AS type,
    coalesce(g.content -> 'values' -> 'vat_marks' ->> 0, '') AS marks, coalesce(g.content -> 'values' -> 'ksef_number' ->> 0, '') AS ksef_number
FROM posted x
JOIN ledger_entry e ON e.client_id = %(client_id)s AND e.id = x.entry_id
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
