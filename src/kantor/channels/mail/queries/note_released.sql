-- What is in these was taken in.
UPDATE mail_release SET done_at = %(at)s::timestamptz WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s::bigint[])
