-- Whoever approved this version last at another step.
SELECT checker_id FROM documents_decision
WHERE document_id = %(document_id)s AND version = %(version)s AND outcome = 'approved' AND step <> %(step)s AND checker_id IS NOT NULL
ORDER BY id DESC LIMIT 1
