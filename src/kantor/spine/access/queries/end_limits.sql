-- Ends the limits that new ones replace, the day before those begin; answers which rows that changed and what their last day was.
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (role text, type text, from_on date, document_id bigint)
), was AS (
    SELECT held.id, held.until_on, greatest(given.from_on, held.from_on) - 1 AS last_on, given.document_id
    FROM access_limit held
    JOIN given ON given.role = held.role AND given.type = held.type
    WHERE held.client_id = %(client_id)s::int AND (held.until_on IS NULL OR held.until_on >= greatest(given.from_on, held.from_on))
    FOR UPDATE OF held
), ended AS (
    UPDATE access_limit held SET until_on = was.last_on FROM was WHERE held.id = was.id
)
SELECT id, until_on, last_on, document_id FROM was
