-- Gives people roles that they do not hold at the time already.
INSERT INTO access_assignment (client_id, person_id, role, from_on, until_on, document_id)
SELECT %(client_id)s::int, given.person_id, given.role, given.from_on, given.until_on, given.document_id
FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (person_id int, role text, from_on date, until_on date, document_id bigint)
WHERE NOT EXISTS (
    SELECT FROM access_assignment held
    WHERE held.client_id = %(client_id)s::int AND held.person_id = given.person_id AND held.role = given.role
        AND held.from_on <= coalesce(given.until_on, 'infinity') AND coalesce(held.until_on, 'infinity') >= given.from_on
)
