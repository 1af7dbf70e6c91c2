-- Gives parties the values that they had before documents, unless those were changed since.
WITH changes AS (
    SELECT change.row_id, jsonb_object_agg(each.key, each.value) AS before, jsonb_object_agg(each.key, change.after -> each.key) AS after
    FROM parties_change change, LATERAL jsonb_each(change.before) each
    WHERE change.what = 'party' AND change.client_id = %(client_id)s::int AND change.document_id = ANY(%(ids)s::bigint[])
    GROUP BY change.row_id
)
UPDATE parties_party p
SET name = b.name, sort_key = b.sort_key, comparable = b.comparable, country = b.country, language = b.language, address = b.address,
    email = b.email, account = b.account, payment_days = b.payment_days, terms = b.terms, blocked_on = b.blocked_on, blocked_reason = b.blocked_reason,
    merged_into_id = b.merged_into_id
FROM parties_party current
JOIN changes ON changes.row_id = current.id, LATERAL jsonb_populate_record(NULL::parties_party, to_jsonb(current) || changes.before) b
WHERE p.client_id = %(client_id)s::int AND p.id = current.id AND current.client_id = p.client_id AND to_jsonb(p) @> changes.after
