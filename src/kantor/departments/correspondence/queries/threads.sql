-- For each set of messages that a mail cites, and of tokens in it: the newest line of the conversation. A cited message tells before a token.
SELECT DISTINCT ON (w.ask) w.ask, e.thread, e.document_id, e.direction, e.year, e.number, e.department, e.person
FROM jsonb_to_recordset(%(rows)s::jsonb) AS w (ask integer, place integer, message_id text, token text)
JOIN LATERAL (
    SELECT * FROM correspondence_entry m WHERE w.message_id <> '' AND m.message_id = w.message_id
    UNION ALL
    SELECT * FROM correspondence_entry t WHERE w.token <> '' AND t.thread = w.token
) e ON true
ORDER BY w.ask, w.place, e.id DESC
