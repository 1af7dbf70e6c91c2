-- Ends, yesterday at the latest, the roles, limits and substitutes that documents gave, and connections now; what was before their first
-- day never was.
WITH connections AS (
    UPDATE access_connection SET ended_at = %(at)s::timestamptz
    WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[]) AND ended_at IS NULL
), assignments AS (
    UPDATE access_assignment SET until_on = least(coalesce(until_on, 'infinity'), greatest(%(today)s::date, from_on) - 1)
    WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[])
), limits AS (
    UPDATE access_limit SET until_on = least(coalesce(until_on, 'infinity'), greatest(%(today)s::date, from_on) - 1)
    WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[])
)
UPDATE access_substitute SET until_on = least(until_on, greatest(%(today)s::date, from_on) - 1)
WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[])
