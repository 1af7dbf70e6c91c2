-- Clients whose newest records are not sealed yet.
SELECT client_id FROM trail_unsealed_clients() AS unsealed (client_id)
