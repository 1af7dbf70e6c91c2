-- Ends roles with a last day; answers which rows that changed and what their last day was.
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (person_id int, role text, until_on date, document_id bigint)
), was AS (
    SELECT held.id, held.until_on, greatest(given.until_on, held.from_on - 1) AS last_on, given.document_id, given.person_id, given.role
    FROM access_assignment held
    JOIN given ON given.person_id = held.person_id AND given.role = held.role
    WHERE held.client_id = %(client_id)s::int AND (held.until_on IS NULL OR held.until_on > given.until_on) AND (held.until_on IS NULL OR held.until_on >= held.from_on)
    FOR UPDATE OF held
), ended AS (
    UPDATE access_assignment held SET until_on = was.last_on FROM was WHERE held.id = was.id
)
SELECT id, until_on, last_on, document_id, person_id, role FROM was
