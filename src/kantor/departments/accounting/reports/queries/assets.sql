-- The assets of a client by account, each with what became of it until a day: before the days asked for, and within them. Amounts in the books'
-- currency, exact; only the cost it came with in minor units. What its plan depreciated counts where the entry stands. tax_beyond: what tax
-- depreciated more until the end of the days, NULL where it has no plan of its own.
WITH asset AS (
    SELECT d.id, d.number, d.party_name AS name, d.document_on AS in_use_on, d.amount AS cost, d.currency,
        coalesce(r.content -> 'values' -> 'asset_account' ->> 0, '') AS account,
        coalesce(r.content -> 'values' -> 'contra_account' ->> 0, '') AS contra,
        coalesce(r.content -> 'values' -> 'tax_method' ->> 0, '') <> '' AS has_tax
    FROM documents_document d
    JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
    WHERE d.client_id = %(client_id)s AND documents_way(d.type, d.seen_by) = 'accounting.asset'
        AND d.state = 'effective' AND d.document_on <= %(until_on)s
), movement AS (
    SELECT coalesce(c.asset_id, p.document_id) AS asset_id, p.due_on AS day, 'part' AS kind, 0::numeric AS cost, p.total::numeric AS worn,
        0::numeric AS arrears
    FROM accounting_planned p
    JOIN documents_document f ON f.client_id = p.client_id AND f.id = p.filed_id AND f.state = 'effective'
    LEFT JOIN accounting_asset_change c ON c.client_id = p.client_id AND c.document_id = p.document_id
    WHERE p.client_id = %(client_id)s AND p.due_on <= %(until_on)s AND p.ledger = 'main'
    UNION ALL
    SELECT asset_id, "on", change, cost, worn, arrears FROM accounting_asset_change
    WHERE client_id = %(client_id)s AND reversed_by IS NULL AND "on" <= %(until_on)s
), beyond AS (
    SELECT p.document_id, sum(p.total::numeric) AS worn
    FROM accounting_planned p
    JOIN documents_document f ON f.client_id = p.client_id AND f.id = p.filed_id AND f.state = 'effective'
    WHERE p.client_id = %(client_id)s AND p.due_on <= %(until_on)s AND p.ledger = 'tax'
    GROUP BY p.document_id
)
SELECT a.id, a.number, a.name, a.in_use_on, a.cost, a.currency, a.account, a.contra,
    coalesce(sum(m.cost) FILTER (WHERE m.day < %(from_on)s), 0) AS cost_before,
    coalesce(sum(m.worn + m.arrears) FILTER (WHERE m.day < %(from_on)s), 0) AS worn_before,
    coalesce(sum(m.cost) FILTER (WHERE m.day >= %(from_on)s AND m.kind = 'addition'), 0) AS added,
    coalesce(sum(-m.cost) FILTER (WHERE m.day >= %(from_on)s AND m.kind IN ('sale', 'scrapping')), 0) AS gone,
    coalesce(sum(m.arrears + CASE WHEN m.kind IN ('part', 'write_down') THEN m.worn ELSE 0 END) FILTER (WHERE m.day >= %(from_on)s), 0) AS depreciated,
    coalesce(sum(-m.worn) FILTER (WHERE m.day >= %(from_on)s AND m.kind = 'write_up'), 0) AS written_up,
    coalesce(sum(-m.worn) FILTER (WHERE m.day >= %(from_on)s AND m.kind IN ('sale', 'scrapping')), 0) AS worn_gone,
    CASE WHEN a.has_tax THEN coalesce((SELECT b.worn FROM beyond b WHERE b.document_id = a.id), 0) END AS tax_beyond
FROM asset a
LEFT JOIN movement m ON m.asset_id = a.id
GROUP BY a.id, a.number, a.name, a.in_use_on, a.cost, a.currency, a.account, a.contra, a.has_tax
ORDER BY a.account, a.number, a.id
