-- The documents behind what was sold in the One Stop Shop in some quarter under some tax codes; in the books' currency, sales above zero.
SELECT x.document_id, x.booked_on, x.tax_code, x.own, coalesce(d.number, '') AS number,
    coalesce(nullif(d.party_name, ''), x.entry_text) AS party_name,
    coalesce(sum(x.local) FILTER (WHERE NOT x.is_tax), 0)::bigint AS local_base, coalesce(sum(x.local) FILTER (WHERE x.is_tax), 0)::bigint AS local_tax
FROM accounting_oss_supplied(%(client_id)s, %(since)s, %(codes)s::text[], %(type)s, %(tax_role)s) x
LEFT JOIN documents_document d ON d.client_id = %(client_id)s AND d.id = x.document_id
WHERE to_char(x.supplied_on, 'YYYY"-Q"Q') = %(quarter)s
GROUP BY x.entry_id, x.document_id, x.booked_on, x.tax_code, x.own, d.number, d.party_name, x.entry_text
ORDER BY x.booked_on, x.entry_id, x.tax_code
LIMIT %(most)s
