-- What billing runs find among these documents, each with the number that it goes by.
SELECT id, documents_way(type, seen_by) AS type, number FROM documents_document
WHERE id = ANY(%(documents)s::bigint[])
    AND documents_way(type, seen_by) IN ('receivables.contract', 'receivables.sales_order', 'receivables.usage_report', 'receivables.time_sheet')
