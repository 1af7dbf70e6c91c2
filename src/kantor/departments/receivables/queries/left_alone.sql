-- Open items that are left alone on a day, by the last run that said so: until when.
SELECT DISTINCT ON (d.open_item_id) d.open_item_id, d.held_until
FROM receivables_dunning d
WHERE d.open_item_id = ANY(%(items)s::bigint[]) AND d.hold <> '' AND d.reversed_by IS NULL AND d.held_until >= %(on)s::date
ORDER BY d.open_item_id, d.id DESC
