-- Enter valuations; one of a currency and day that is valued already is left out.
INSERT INTO accounting_revaluation (client_id, document_id, "on", currency, rate)
SELECT %(client_id)s, document_id, day, currency, rate
FROM unnest(%(documents)s::bigint[], %(days)s::date[], %(currencies)s::text[], %(rates)s::numeric[]) AS fresh (document_id, day, currency, rate)
ORDER BY day, currency
ON CONFLICT (client_id, "on", currency) WHERE reversed_by IS NULL DO NOTHING
RETURNING document_id
