-- Mails that were let out of quarantine and not taken in yet.
SELECT document_id FROM mail_release WHERE client_id = %(client_id)s AND done_at IS NULL ORDER BY id LIMIT 20
