-- The items of a client's checklist for the period that ends on a day, each with what was ticked last: by whom, when, with what note.
SELECT i.id, i.title, i.check_key, i.email, i.due_days, i.rhythm, i.from_on, i.document_id,
    coalesce(t.done, false) AS done, t.note, t.person_id, t.at
FROM accounting_close_item i
LEFT JOIN LATERAL (
    SELECT t.done, t.note, t.person_id, t.at FROM accounting_close_tick t
    WHERE t.client_id = i.client_id AND t.item_id = i.id AND t.ends_on = %(until_on)s
    ORDER BY t.id DESC
    LIMIT 1
) t ON true
WHERE i.client_id = %(client_id)s AND i.from_on <= %(until_on)s AND (i.ended_on IS NULL OR i.ended_on > %(until_on)s)
ORDER BY i.due_days, i.id
