-- The newest revaluations of currencies until days.
SELECT w.currency, w.on_day, v."on" AS valued_on, v.rate, v.document_id
FROM unnest(%(currencies)s::text[], %(days)s::date[]) AS w (currency, on_day)
CROSS JOIN LATERAL (
    SELECT r."on", r.rate, r.document_id FROM accounting_revaluation r
    WHERE r.client_id = %(client_id)s AND r.currency = w.currency AND r."on" <= w.on_day AND r.reversed_by IS NULL
    ORDER BY r."on" DESC, r.id DESC LIMIT 1
) v
