-- Bring documents into a state; what has taken effect, was refused or sent back does not move any more.
UPDATE documents_document
SET state = %(state)s, four_eyes = four_eyes OR %(four_eyes)s,
    effective_after = CASE WHEN %(state)s = 'ready' THEN %(at)s::timestamptz + make_interval(secs => %(undo_seconds)s) END
WHERE client_id = %(client_id)s AND id = ANY(%(ids)s) AND state NOT IN ('effective', 'reversed', 'refused', 'sent_back', 'split')
