-- The acting clients as rules may know them.
SELECT id, code, name, country, currency, language, chart, fiscal_year_start, vat_id, tax_number, region, own_iban FROM access_client LIMIT 2
