-- Of these documents those that were keyed again, with nothing open.
SELECT document_id FROM spotchecks_entry WHERE document_id = ANY(%(documents)s::bigint[])
GROUP BY document_id HAVING bool_and(verdict <> 'open')
