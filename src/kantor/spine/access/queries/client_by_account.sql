-- The one open client with this account of its own.
SELECT access_client_by_account(%(account)s)
