-- What was sold in the One Stop Shop up to the end of a quarter, by the quarter of the supply, tax code and the currency it was invoiced in; and in
-- the books' currency, sales above zero.
SELECT to_char(supplied_on, 'YYYY"-Q"Q') AS quarter, tax_code, own, coalesce(nullif(foreign_currency, ''), own) AS currency,
    coalesce(sum(CASE WHEN foreign_currency = '' THEN local ELSE -foreign_amount END) FILTER (WHERE NOT is_tax), 0)::bigint AS base,
    coalesce(sum(CASE WHEN foreign_currency = '' THEN local ELSE -foreign_amount END) FILTER (WHERE is_tax), 0)::bigint AS tax,
    coalesce(sum(local) FILTER (WHERE NOT is_tax), 0)::bigint AS local_base,
    coalesce(sum(local) FILTER (WHERE is_tax), 0)::bigint AS local_tax
FROM accounting_oss_supplied(%(client_id)s, %(since)s, %(codes)s::text[], %(type)s, %(tax_role)s)
WHERE supplied_on <= %(until_on)s
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 4
