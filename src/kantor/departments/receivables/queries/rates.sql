-- At which rate the newest items of these customers stand in the books, for each currency among their last ones.
SELECT DISTINCT ON (a.party_id, i.currency) a.party_id, i.currency, i.amount, i.local_amount
FROM unnest(%(customers)s::bigint[]) AS a (party_id)
CROSS JOIN LATERAL (
    SELECT o.id, o.currency, o.amount, o.local_amount FROM ledger_open_item o
    WHERE o.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(a.party_id) AS own (id))) AND o.side = 'receivable' AND o.amount <> 0
    ORDER BY o.id DESC LIMIT 200
) i
ORDER BY a.party_id, i.currency, i.id DESC
