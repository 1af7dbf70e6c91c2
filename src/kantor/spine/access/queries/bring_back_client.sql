-- Gives a client the values it had before a document; only where it still has those that the document gave.
UPDATE access_client c
SET name = b.name, language = b.language, vat_id = b.vat_id, tax_number = b.tax_number, address = b.address, region = b.region,
    own_iban = b.own_iban, own_bic = b.own_bic
FROM access_change change, LATERAL jsonb_populate_record(NULL::access_client, to_jsonb(change.before)) b
WHERE change.what = 'client' AND change.document_id = ANY(%(ids)s::bigint[]) AND change.client_id = c.id AND c.id = %(client_id)s::int
    AND to_jsonb(c) @> change.after
