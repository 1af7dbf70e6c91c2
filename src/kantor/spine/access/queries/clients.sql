-- Clients by id, those that are acted for.
SELECT
    id, code, name, country, currency, language, chart, fiscal_year_start, vat_id, tax_number, address, region, own_iban, own_bic, trail_email,
    closed_on, vat_due
FROM access_client
WHERE id = ANY(%(ids)s::int[])
ORDER BY name, id
