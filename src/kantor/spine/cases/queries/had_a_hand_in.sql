-- Whether a person typed a version of the document, or approved its newest one at another step: then they may not be its second pair of eyes.
SELECT EXISTS (
    SELECT 1 FROM documents_reading r WHERE r.document_id = %(document_id)s AND r.made_by = %(person_id)s
) OR EXISTS (
    SELECT 1 FROM documents_decision x
    JOIN documents_document d ON d.client_id = x.client_id AND d.id = x.document_id AND d.reading_version = x.version
    WHERE x.document_id = %(document_id)s AND x.outcome = 'approved' AND x.step <> %(step)s AND x.checker_id = %(person_id)s
)
