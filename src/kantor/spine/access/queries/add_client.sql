-- Takes on a client, unless another one has its code.
INSERT INTO access_client (
    id, code, name, country, currency, language, chart, fiscal_year_start, vat_id, tax_number, address, region, own_iban, own_bic
)
VALUES (
    %(id)s, %(code)s, %(name)s, %(country)s, %(currency)s, %(language)s, %(chart)s, %(fiscal_year_start)s,
    %(vat_id)s, %(tax_number)s, %(address)s, %(region)s, %(own_iban)s, %(own_bic)s
)
ON CONFLICT (code) DO NOTHING
