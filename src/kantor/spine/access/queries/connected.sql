-- With which clients the acting ones are connected.
SELECT client_id, partner_id FROM access_connected()
