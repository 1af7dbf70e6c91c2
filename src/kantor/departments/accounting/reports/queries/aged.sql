-- What was owed at the end of a day by partner and currency: not yet due, and overdue by up to 30, 60, 90 days and more; what was merged counts for whom it leads to.
SELECT p.id AS party_id, p.number, p.name, o.currency,
    coalesce(sum(o.open) FILTER (WHERE o.due_on >= %(on)s), 0)::bigint AS not_due,
    coalesce(sum(o.open) FILTER (WHERE o.due_on BETWEEN %(on)s - 30 AND %(on)s - 1), 0)::bigint AS to_30,
    coalesce(sum(o.open) FILTER (WHERE o.due_on BETWEEN %(on)s - 60 AND %(on)s - 31), 0)::bigint AS to_60,
    coalesce(sum(o.open) FILTER (WHERE o.due_on BETWEEN %(on)s - 90 AND %(on)s - 61), 0)::bigint AS to_90,
    coalesce(sum(o.open) FILTER (WHERE o.due_on < %(on)s - 90), 0)::bigint AS older,
    sum(o.open)::bigint AS open
FROM ledger_open_on(%(client_id)s, %(on)s) o
JOIN parties_party i ON i.client_id = %(client_id)s AND i.id = o.party_id
JOIN parties_party p ON p.client_id = i.client_id AND p.id = coalesce(i.lead_id, i.id)
WHERE o.side = %(side)s
GROUP BY p.id, p.number, p.name, o.currency
ORDER BY p.name, p.id, o.currency
