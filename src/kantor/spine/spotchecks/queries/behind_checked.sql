-- The newest documents of which a field was keyed again, all or those in which what had passed was wrong.
SELECT e.document_id, d.number, d.file_name, e.at, e.verdict
FROM spotchecks_entry e
JOIN documents_document d ON d.client_id = e.client_id AND d.id = e.document_id
WHERE e.client_id = %(client_id)s AND e.type = %(type)s AND e.model = %(model)s AND regexp_replace(e.field, '\.[0-9]+\.', '.') = %(field)s AND e.rule = %(rule)s
    AND e.at > coalesce(%(since)s::timestamptz, '-infinity') AND e.verdict <> 'open'
    AND (NOT %(only_wrong)s OR e.verdict IN ('first_wrong', 'both_wrong'))
ORDER BY e.at DESC, e.document_id DESC LIMIT %(most)s
