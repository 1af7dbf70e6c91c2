-- The newest keys of clients, wrapped with the master key.
SELECT client_id, wrapped FROM documents_client_key ORDER BY client_id DESC LIMIT 20
