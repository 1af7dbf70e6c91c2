-- Note up to which open item the suspense account of a client is matched from now on; two at a time wait for one another here.
INSERT INTO treasury_rematching (client_id, open_item_id)
SELECT %(client_id)s, coalesce((SELECT o.id FROM ledger_open_item o WHERE o.client_id = %(client_id)s ORDER BY o.id DESC LIMIT 1), 0)
ON CONFLICT (client_id) DO UPDATE SET open_item_id = excluded.open_item_id
