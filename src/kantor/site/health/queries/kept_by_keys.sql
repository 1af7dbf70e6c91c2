-- What would be lost with the keys of the house: keys of clients and secrets of people that the master key opens, heads that are signed.
SELECT
    (SELECT count(*) FROM documents_client_key) AS clients,
    (SELECT count(*) FROM access_totp) AS people,
    (SELECT count(*) FROM trail_head) AS heads
