-- The ids of all clients.
SELECT id FROM access_every_client() AS every (id)
