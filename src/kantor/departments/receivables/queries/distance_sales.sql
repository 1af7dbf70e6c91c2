-- What customers in some countries without a VAT id of their own were invoiced for goods and electronic services, net in the books' currency, by year.
WITH invoices AS (
    SELECT d.id, d.reading_version, d.client_id
    FROM parties_party p
    JOIN documents_document d ON d.client_id = p.client_id AND d.party_id = p.id AND d.type = 'receivables.customer_invoice' AND d.state = 'effective'
    WHERE p.country = ANY(%(countries)s::text[]) AND d.document_on >= %(since)s
)
SELECT extract(year FROM (r.content -> 'values' -> 'issued_on' ->> 0)::date)::int AS year,
    sum((CASE WHEN r.content -> 'values' -> 'type_code' ->> 0 = '381' THEN -1 ELSE 1 END) * (line -> 'net' ->> 0)::numeric
        * coalesce(nullif(r.content -> 'values' -> 'exchange_rate' ->> 0, ''), '1')::numeric) AS net
FROM invoices i
JOIN documents_reading r ON r.client_id = i.client_id AND r.document_id = i.id AND r.version = i.reading_version
CROSS JOIN LATERAL jsonb_array_elements(r.content -> 'tables' -> 'lines') AS line
WHERE coalesce(r.content -> 'values' -> 'customer_vat_id' ->> 0, '') = '' AND line -> 'supply' ->> 0 IN ('goods', 'electronic')
    AND line -> 'category' ->> 0 IN ('S', 'Z')
GROUP BY 1
