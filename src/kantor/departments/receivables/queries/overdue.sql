-- What customers owe for longer than the days of grace, with the last letter about it, the hold that stands that day, and until when interest
-- notes charged it. Items dunned or
-- met by a hold within the pause are left out, unless their hold is what is shown.
SELECT o.id, o.reference, o.currency, o.open, o.due_on, p.id AS party_id, p.name AS customer, p.country, p.language, p.email, p.address,
    EXISTS (SELECT FROM parties_identifier i WHERE i.client_id = p.client_id AND i.party_id = p.id AND i.ended_on IS NULL
        AND i.scheme IN ('vat', 'nip', 'npwp')) AS is_business,
    coalesce(last.level, 0) AS level, coalesce(held.hold, '') AS hold, held.held_until,
    n.charged_until, coalesce(n.lump_sums, 0) > 0 AS has_lump_sum
FROM ledger_open_item o
JOIN parties_party b ON b.client_id = o.client_id AND b.id = o.party_id
JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
LEFT JOIN LATERAL (
    SELECT max(d.level) AS level, max(d.dunned_on) AS dunned_on FROM receivables_dunning d
    WHERE d.client_id = o.client_id AND d.open_item_id = o.id AND d.level > 0 AND d.reversed_by IS NULL
) last ON true
LEFT JOIN LATERAL (
    SELECT d.hold, d.held_until FROM receivables_dunning d
    WHERE d.client_id = o.client_id AND d.open_item_id = o.id AND d.hold <> '' AND d.reversed_by IS NULL AND d.held_until >= %(on)s::date
    ORDER BY d.id DESC LIMIT 1
) held ON true
LEFT JOIN LATERAL (
    SELECT max(r.content -> 'values' -> 'until_on' ->> 0) AS charged_until,
        count(*) FILTER (WHERE (r.content -> 'values' -> 'lump_sum' ->> 0) ~ '[1-9]') AS lump_sums
    FROM documents_document x
    JOIN documents_reading r ON r.client_id = x.client_id AND r.document_id = x.id AND r.version = x.reading_version
    WHERE x.client_id = o.client_id AND x.type = 'receivables.interest_note'
        AND documents_way(x.type, x.seen_by) = 'receivables.interest_note'
        AND x.state = 'effective' AND x.number = o.reference
        AND coalesce(nullif(r.content -> 'values' -> 'open_item_id' ->> 0, ''), o.id::text) = o.id::text
) n ON true
WHERE o.side = 'receivable' AND o.open > 0 AND o.held_reason = '' AND o.due_on + %(grace)s::int < %(on)s::date
    AND (last.dunned_on IS NULL OR last.dunned_on + %(pause)s::int <= %(on)s::date)
ORDER BY p.sort_key, p.id, o.due_on, o.id LIMIT 500
