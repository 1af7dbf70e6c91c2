-- Planned entries whose day has come, the oldest first, locked for whoever files them; another worker's are left to it.
SELECT id, document_id, number, due_on, text, total, lines, ledger
FROM accounting_planned
WHERE client_id = %(client_id)s AND due_on <= %(on)s AND filed_id IS NULL AND struck_on IS NULL
ORDER BY due_on, id
LIMIT %(most)s
FOR UPDATE SKIP LOCKED
