-- Fields of a document in which the second entry differs and nobody has decided yet.
SELECT field, keyed FROM spotchecks_entry WHERE document_id = %(document_id)s AND verdict = 'open'
