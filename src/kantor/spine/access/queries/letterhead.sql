-- Address and own bank account of the acting client.
SELECT address, own_iban, own_bic FROM access_client
