-- What usage reports and time sheets that stand say row by row, of some contracts or all: what is not billed yet, what is
-- billed since a day, and all of orders with a down payment, which is due only before anything was performed.
SELECT 'delivered:' || d.id || ':' || (l.place - 1) AS subject, l.cells, d.number AS contract_number, d.party_name AS person,
    d.type = 'receivables.time_sheet' AS is_work, coalesce(c.claimed, 0) > 0 AS billed
FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
CROSS JOIN LATERAL jsonb_array_elements(r.content -> 'tables' -> 'lines') WITH ORDINALITY AS l (cells, place)
LEFT JOIN facts_capacity c ON c.client_id = d.client_id AND c.what = 'receivables.billed' AND c.key = 'delivered:' || d.id || ':' || (l.place - 1)
WHERE documents_way(d.type, d.seen_by) IN ('receivables.usage_report', 'receivables.time_sheet')
    AND d.state = 'effective' AND (coalesce(c.claimed, 0) = 0 OR d.document_on >= %(since)s::date OR d.number = ANY(%(whole)s::text[]))
    AND (%(numbers)s::text[] IS NULL OR coalesce(l.cells -> 'contract_number' ->> 0, d.number) = ANY(%(numbers)s::text[]))
ORDER BY d.id, l.place
