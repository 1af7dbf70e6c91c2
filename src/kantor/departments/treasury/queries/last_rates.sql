-- The newest statements in currencies until days, each with the rate at which its lines were booked.
SELECT w.currency, w.on_day, s.to_on, s.number, s.document_id, s.exchange_rate
FROM unnest(%(currencies)s::text[], %(days)s::date[]) AS w (currency, on_day)
CROSS JOIN LATERAL (
    SELECT t.to_on, t.number, t.document_id, l.exchange_rate
    FROM treasury_statement t
    CROSS JOIN LATERAL (
        SELECT b.exchange_rate FROM treasury_statement_line b
        WHERE b.client_id = t.client_id AND b.document_id = t.document_id AND b.exchange_rate <> 1 ORDER BY b.no LIMIT 1
    ) l
    WHERE t.client_id = %(client_id)s AND t.currency = w.currency AND t.to_on <= w.on_day AND t.reversed_by IS NULL
    ORDER BY t.to_on DESC, t.id DESC LIMIT 1
) s
