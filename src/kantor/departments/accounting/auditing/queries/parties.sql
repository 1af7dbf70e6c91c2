-- Business partners with their place among all of the client, which stays the same as others come.
SELECT p.id, row_number() OVER (ORDER BY p.id) AS place, p.number, p.name, p.country, coalesce(p.address ->> 'street', '') AS street,
    coalesce(p.address ->> 'postcode', '') AS postcode, coalesce(p.address ->> 'town', '') AS town,
    coalesce((SELECT i.value FROM parties_identifier i WHERE i.client_id = p.client_id AND i.party_id = p.id AND i.scheme = 'vat'
        AND i.ended_on IS NULL ORDER BY i.id LIMIT 1), '') AS vat_id
FROM parties_party p WHERE p.client_id = %(client_id)s ORDER BY p.id
