-- Gives a client the values it had before documents, only where it still has those that the documents gave.
WITH changes AS (
    SELECT change.client_id, jsonb_object_agg(each.key, each.value) AS before, jsonb_object_agg(each.key, change.after -> each.key) AS after
    FROM access_change change, LATERAL jsonb_each(change.before) each
    WHERE change.what = 'client' AND change.client_id = %(client_id)s::int AND change.document_id = ANY(%(ids)s::bigint[])
    GROUP BY change.client_id
)
UPDATE access_client c
SET name = b.name, language = b.language, vat_id = b.vat_id, tax_number = b.tax_number, address = b.address, region = b.region,
    own_iban = b.own_iban, own_bic = b.own_bic, trail_email = b.trail_email, vat_due = b.vat_due
FROM access_client current
JOIN changes ON changes.client_id = current.id, LATERAL jsonb_populate_record(NULL::access_client, to_jsonb(current) || changes.before) b
WHERE c.id = current.id AND to_jsonb(c) @> changes.after
    AND (NOT changes.after ? 'vat_due' OR c.vat_due = changes.after -> 'vat_due') -- a list contains a shorter one: a later day would be lost
