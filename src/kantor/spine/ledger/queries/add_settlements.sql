-- Write settlements; they are never changed afterwards.
INSERT INTO ledger_settlement (client_id, open_item_id, document_id, amount, discount, reverses_id, paid_on, at)
SELECT %(client_id)s, open_item_id, document_id, amount, discount, reverses_id, paid_on, %(at)s::timestamptz
FROM unnest(%(items)s::bigint[], %(documents)s::bigint[], %(amounts)s::bigint[], %(discounts)s::bigint[], %(reverses)s::bigint[],
    %(paid_on)s::date[])
    AS fresh (open_item_id, document_id, amount, discount, reverses_id, paid_on)
