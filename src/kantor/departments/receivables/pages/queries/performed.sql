-- What is reported as performed of these orders, row by row, and whether it is billed.
SELECT d.client_id, d.number, l.cells, coalesce(c.claimed, 0) > 0 AS billed
FROM (SELECT DISTINCT * FROM unnest(%(clients)s::integer[], %(numbers)s::text[]) AS asked (client_id, number)) a
JOIN documents_document d ON d.client_id = a.client_id AND d.number = a.number
    AND documents_way(d.type, d.seen_by) = 'receivables.usage_report' AND d.state = 'effective'
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
CROSS JOIN LATERAL jsonb_array_elements(r.content -> 'tables' -> 'lines') WITH ORDINALITY AS l (cells, place)
LEFT JOIN facts_capacity c ON c.client_id = d.client_id AND c.what = 'receivables.billed' AND c.key = 'delivered:' || d.id || ':' || (l.place - 1)
