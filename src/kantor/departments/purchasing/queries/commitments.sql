-- What is ordered and not invoiced by account and cost centre, in the currency of the books; orders in other currencies are left out.
SELECT o.account, o.cost_centre, sum((o.ordered - coalesce(c.claimed, 0)) * o.price) AS ordered,
    sum(greatest(o.received - coalesce(c.claimed, 0), 0) * o.price) AS received
FROM purchasing_order_line o
JOIN access_client l ON l.id = o.client_id AND l.currency = o.currency
LEFT JOIN facts_capacity c ON c.client_id = o.client_id AND c.what = 'order_line.invoiced' AND c.key = o.id::text
WHERE o.closed_on IS NULL AND o.account <> '' AND coalesce(c.claimed, 0) < o.ordered
GROUP BY o.account, o.cost_centre
ORDER BY o.account, o.cost_centre
