-- Which of these hashes the client has an original of.
SELECT encode(sha256, 'hex') AS sha256
FROM documents_original
WHERE client_id = %(client_id)s AND sha256 IN (SELECT decode(unnest(%(hashes)s::text[]), 'hex'))
