-- What is ordered and not invoiced by account and cost centre, in the currency of the books; of orders in another one for which no rate was known
-- when they were placed, in that.
SELECT o.account, o.cost_centre, CASE WHEN o.currency = l.currency OR o.exchange_rate IS NOT NULL THEN '' ELSE o.currency END AS currency,
    sum((o.ordered - coalesce(c.claimed, 0)) * o.price * coalesce(o.exchange_rate, 1)) AS ordered,
    sum(greatest(o.received - coalesce(c.claimed, 0), 0) * o.price * coalesce(o.exchange_rate, 1)) AS received
FROM purchasing_order_line o
JOIN access_client l ON l.id = o.client_id
LEFT JOIN facts_capacity c ON c.client_id = o.client_id AND c.what = 'order_line.invoiced' AND c.key = o.id::text
WHERE o.closed_on IS NULL AND o.account <> '' AND coalesce(c.claimed, 0) < o.ordered
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
