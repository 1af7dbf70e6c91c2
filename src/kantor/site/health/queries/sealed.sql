-- How far the trail of each client is sealed, the house itself (0) among them.
SELECT client_id, max(size) AS size FROM trail_head GROUP BY client_id ORDER BY client_id
