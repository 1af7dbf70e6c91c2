-- Gives parties new values, by document and in one go; answers what exactly was changed, before and after.
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (document_id bigint, id bigint, values jsonb)
), was AS (
    SELECT
        p.id, given.document_id, given.values,
        (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(p)) WHERE given.values ? key) AS before,
        to_jsonb(p) || given.values AS becomes
    FROM parties_party p
    JOIN given ON given.id = p.id
    WHERE p.client_id = %(client_id)s::int
    FOR UPDATE OF p
), changed AS (
    UPDATE parties_party p
    SET name = b.name, sort_key = b.sort_key, comparable = b.comparable, country = b.country, language = b.language, address = b.address,
        email = b.email, account = b.account, payment_days = b.payment_days, terms = b.terms, blocked_on = b.blocked_on, blocked_reason = b.blocked_reason,
        merged_into_id = b.merged_into_id
    FROM was, LATERAL jsonb_populate_record(NULL::parties_party, was.becomes) b
    WHERE p.id = was.id
)
SELECT document_id, id AS row_id, before, values AS after FROM was
