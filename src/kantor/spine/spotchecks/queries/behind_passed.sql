-- The newest documents of which a field passed unseen by a rule, with what became of it where it was keyed again; all,
-- or those that somebody put right whom nobody had asked.
SELECT p.document_id, d.number, d.file_name, p.at, coalesce(e.verdict, CASE WHEN c.id IS NOT NULL THEN 'corrected' END, '') AS verdict
FROM spotchecks_passed p
JOIN documents_document d ON d.client_id = p.client_id AND d.id = p.document_id
LEFT JOIN spotchecks_correction c ON c.client_id = p.client_id AND c.document_id = p.document_id AND c.field = p.field
LEFT JOIN spotchecks_entry e ON e.client_id = p.client_id AND e.document_id = p.document_id AND e.field = p.field
WHERE p.client_id = %(client_id)s AND p.type = %(type)s AND p.model = %(model)s AND regexp_replace(p.field, '\.[0-9]+\.', '.') = %(field)s AND p.rule = %(rule)s
    AND p.at > coalesce(%(since)s::timestamptz, '-infinity') AND (NOT %(only_corrected)s OR c.id IS NOT NULL)
ORDER BY p.at DESC, p.document_id DESC LIMIT %(most)s
