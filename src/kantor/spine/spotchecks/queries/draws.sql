-- Of these documents those for which it was decided whether they are keyed again, and whether somebody did.
SELECT d.document_id, d.drawn,
    EXISTS (SELECT FROM spotchecks_entry e WHERE e.client_id = d.client_id AND e.document_id = d.document_id) AS keyed
FROM spotchecks_draw d WHERE d.client_id = %(client_id)s AND d.document_id = ANY(%(documents)s::bigint[])
