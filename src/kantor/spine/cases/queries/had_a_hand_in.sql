-- Of these documents those of which a person typed a version, or approved the newest one at another step: there they may not be the
-- second pair of eyes.
SELECT asked.document_id FROM unnest(%(documents)s::bigint[], %(steps)s::text[]) AS asked (document_id, step)
WHERE EXISTS (
    SELECT 1 FROM documents_reading r WHERE r.document_id = asked.document_id AND r.made_by = %(person_id)s
) OR EXISTS (
    SELECT 1 FROM documents_decision x
    JOIN documents_document d ON d.client_id = x.client_id AND d.id = x.document_id AND d.reading_version = x.version
    WHERE x.document_id = asked.document_id AND x.outcome = 'approved' AND x.step <> asked.step AND x.checker_id = %(person_id)s
)
