-- What passed unseen of a document, and nobody has put right since.
SELECT p.field, p.rule, p.model FROM spotchecks_passed p
WHERE p.document_id = %(document_id)s
    AND NOT EXISTS (SELECT FROM spotchecks_correction c WHERE c.document_id = p.document_id AND c.field = p.field)
