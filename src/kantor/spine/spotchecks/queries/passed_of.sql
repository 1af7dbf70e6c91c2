-- What passed unseen of a document.
SELECT field, rule, model FROM spotchecks_passed WHERE document_id = %(document_id)s
