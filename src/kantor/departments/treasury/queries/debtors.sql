-- Who is told that a direct debit comes, by the partner of the open item: the one it leads to, in which language and where he is written to.
SELECT b.id AS asked_id, p.id, p.name, p.language, p.email, p.country, p.address
FROM parties_party b
JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
WHERE b.client_id = %(client_id)s AND b.id = ANY(%(parties)s::bigint[])
