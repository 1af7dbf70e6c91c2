-- Gives a client new values and answers what they were; keys that are not given stay.
WITH was AS (
    SELECT id, name, language, vat_id, tax_number, address, region, own_iban, own_bic, trail_email
    FROM access_client WHERE id = %(client_id)s::int FOR UPDATE
), becomes AS (
    SELECT (jsonb_populate_record(NULL::access_client, to_jsonb(was) || %(values)s::jsonb)).* FROM was
), changed AS (
    UPDATE access_client c
    SET name = b.name, language = b.language, vat_id = b.vat_id, tax_number = b.tax_number, address = b.address, region = b.region,
        own_iban = b.own_iban, own_bic = b.own_bic, trail_email = b.trail_email
    FROM becomes b
    WHERE c.id = b.id
)
SELECT to_jsonb(was) AS before FROM was
