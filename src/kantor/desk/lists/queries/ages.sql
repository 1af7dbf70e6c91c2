-- What is owed by client, currency and age in days overdue.
SELECT o.client_id, o.currency,
    coalesce(sum(o.open) FILTER (WHERE o.due_on >= %(on)s::date), 0)::bigint AS not_due,
    coalesce(sum(o.open) FILTER (WHERE o.due_on BETWEEN %(on)s::date - 30 AND %(on)s::date - 1), 0)::bigint AS to_30,
    coalesce(sum(o.open) FILTER (WHERE o.due_on BETWEEN %(on)s::date - 60 AND %(on)s::date - 31), 0)::bigint AS to_60,
    coalesce(sum(o.open) FILTER (WHERE o.due_on BETWEEN %(on)s::date - 90 AND %(on)s::date - 61), 0)::bigint AS to_90,
    coalesce(sum(o.open) FILTER (WHERE o.due_on < %(on)s::date - 90), 0)::bigint AS older,
    sum(o.open)::bigint AS total
FROM ledger_open_item o
WHERE o.client_id = ANY(%(clients)s::integer[]) AND o.side = %(side)s::text AND o.open <> 0
GROUP BY o.client_id, o.currency
ORDER BY o.client_id, o.currency
