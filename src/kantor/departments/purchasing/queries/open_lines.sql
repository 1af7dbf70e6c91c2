-- Order lines of these suppliers and of those merged with them that are not fully invoiced, those of the orders that are named first; at most 200 for each question.
SELECT a.ask, l.* FROM jsonb_to_recordset(%(rows)s::jsonb) AS a (ask integer, party_id bigint, orders text[])
CROSS JOIN LATERAL (
    SELECT o.id, o.order_number, o.line, o.article, o.name, o.unit, o.ordered, o.received, o.price, o.currency, o.clearing, o.account,
        o.cost_centre, coalesce(c.claimed, 0) AS invoiced
    FROM purchasing_order_line o
    LEFT JOIN facts_capacity c ON c.client_id = o.client_id AND c.what = 'order_line.invoiced' AND c.key = o.id::text
    WHERE o.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(a.party_id) AS own (id))) AND o.closed_on IS NULL AND coalesce(c.claimed, 0) < o.ordered
    ORDER BY o.order_number = ANY(a.orders) DESC, o.ordered_on DESC, o.id LIMIT 200
) l
