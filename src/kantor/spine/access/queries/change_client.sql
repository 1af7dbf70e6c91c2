-- Gives a client new values and answers what they were and are; keys that are not given stay, as do other days on which VAT changes its ways.
WITH was AS (
    SELECT id, name, language, vat_id, tax_number, address, region, own_iban, own_bic, trail_email, vat_due
    FROM access_client WHERE id = %(client_id)s::int FOR UPDATE
), said AS (
    SELECT v.given || CASE WHEN v.given ? 'vat_due' THEN jsonb_build_object('vat_due', (
        SELECT jsonb_agg(way ORDER BY way ->> 0)
        FROM (
            SELECT jsonb_array_elements(v.given -> 'vat_due') AS way
            UNION ALL
            SELECT kept FROM jsonb_array_elements(was.vat_due) AS kept
            WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(v.given -> 'vat_due') AS anew WHERE anew ->> 0 = kept ->> 0)
        ) every
    )) ELSE '{}'::jsonb END AS given
    FROM was, (VALUES (%(values)s::jsonb)) AS v (given)
), becomes AS (
    SELECT (jsonb_populate_record(NULL::access_client, to_jsonb(was) || said.given)).* FROM was, said
), changed AS (
    UPDATE access_client c
    SET name = b.name, language = b.language, vat_id = b.vat_id, tax_number = b.tax_number, address = b.address, region = b.region,
        own_iban = b.own_iban, own_bic = b.own_bic, trail_email = b.trail_email, vat_due = b.vat_due
    FROM becomes b
    WHERE c.id = b.id
)
SELECT to_jsonb(was) AS before, said.given AS after FROM was, said
