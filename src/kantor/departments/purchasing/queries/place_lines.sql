-- Enter the lines of placed orders; answers each with what was ordered.
INSERT INTO purchasing_order_line (client_id, document_id, party_id, order_number, line, article, name, unit, ordered, received, price,
    currency, clearing, account, cost_centre, ordered_on, exchange_rate)
SELECT %(client_id)s, document_id, party_id, order_number, line, article, name, unit, ordered, 0, price, currency, clearing, account,
    cost_centre, ordered_on, exchange_rate
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, party_id bigint, order_number text, line text, article text, name text,
    unit text, ordered numeric, price numeric, currency text, clearing boolean, account text, cost_centre text, ordered_on date, exchange_rate numeric)
RETURNING id, ordered
