-- The newest documents of which a field passed unseen by a rule, with what became of it where it was keyed again.
SELECT p.document_id, d.number, d.file_name, p.at, coalesce(e.verdict, '') AS verdict
FROM spotchecks_passed p
JOIN documents_document d ON d.client_id = p.client_id AND d.id = p.document_id
LEFT JOIN spotchecks_entry e ON e.client_id = p.client_id AND e.document_id = p.document_id AND e.field = p.field
WHERE p.client_id = %(client_id)s AND p.type = %(type)s AND p.model = %(model)s AND p.field = %(field)s AND p.rule = %(rule)s
    AND p.at > coalesce(%(since)s::timestamptz, '-infinity') AND NOT %(only_wrong)s
ORDER BY p.at DESC, p.document_id DESC LIMIT %(most)s
