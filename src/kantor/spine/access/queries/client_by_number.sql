-- The one open client with this VAT id or tax number, in one of the ways to write it.
SELECT access_client_by_number(%(numbers)s::text[])
