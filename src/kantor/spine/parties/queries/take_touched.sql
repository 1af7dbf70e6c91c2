-- Take the changes of partners that have not been looked at; of each the partner itself and the one that it leads to.
WITH taken AS (DELETE FROM parties_touched WHERE client_id = %(client_id)s::int RETURNING party_id)
SELECT DISTINCT id FROM (
    SELECT party_id AS id FROM taken
    UNION ALL
    SELECT p.lead_id FROM taken t JOIN parties_party p ON p.client_id = %(client_id)s::int AND p.id = t.party_id WHERE p.lead_id IS NOT NULL
) changed
ORDER BY id
