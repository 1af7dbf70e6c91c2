-- The one open client with this VAT id or tax number.
SELECT access_client_by_number(%(number)s::text)
