-- The last decision on a document, where it was an approval by a person.
SELECT step, maker_id, checker_id FROM (
    SELECT step, maker_id, checker_id, outcome FROM documents_decision WHERE document_id = %(document_id)s ORDER BY id DESC LIMIT 1
) d WHERE outcome = 'approved' AND checker_id IS NOT NULL
