-- Documents with pages that wait for one of these roles, those of the same bundle first, then the newest.
SELECT d.id, d.number, d.party_name, d.file_name, d.type, t.step, d.received_at,
    (d.parent_id = own.parent_id OR d.parent_id = own.id OR d.id = own.parent_id) IS TRUE AS came_along
FROM documents_document own
JOIN cases_task t ON t.client_id = own.client_id AND t.state <> 'done' AND t.role = ANY(%(roles)s::text[]) AND t.document_id <> own.id
JOIN documents_document d ON d.client_id = t.client_id AND d.id = t.document_id AND NOT d.confidential
JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
WHERE own.client_id = %(client_id)s::int AND own.id = %(document_id)s::bigint
    AND (o.media_type = ANY(%(paged)s::text[]) OR o.media_type LIKE 'image/%%')
ORDER BY came_along DESC, d.id DESC LIMIT 40
