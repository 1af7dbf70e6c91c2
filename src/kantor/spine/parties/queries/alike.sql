-- Pairs of parties that could be the same, the likeliest first, each with what they share. Compared is only within small blocks: parties with
-- the same number, account, mailbox or host, a rare word of the name in common, the same words, or the same beginning or end of the name.
-- What more than `crowd` share tells nobody apart (a bank that collects for many, "transport"), so that the work grows with the parties.
-- Where `changed` is given, only pairs with one of those are judged.
WITH own AS MATERIALIZED (
    SELECT p.id, coalesce(p.lead_id, p.id) AS lead, p.comparable AS name, replace(p.comparable, ' ', '') AS run, lower(p.email) AS email
    FROM parties_party p
    WHERE p.client_id = %(client_id)s::int AND p.kind = %(role)s::text
), named AS MATERIALIZED (
    SELECT coalesce(p.lead_id, p.id) AS lead, i.scheme,
        CASE i.scheme WHEN 'vat' THEN left(i.value, 2) WHEN 'nip' THEN 'PL' WHEN 'npwp' THEN 'ID' ELSE '' END AS country,
        CASE WHEN i.scheme = 'vat' THEN substr(i.value, 3) WHEN length(i.value) = 15 THEN '0' || i.value ELSE i.value END AS number
    FROM parties_identifier i
    JOIN parties_party p ON p.client_id = i.client_id AND p.id = i.party_id AND p.kind = %(role)s::text
    WHERE i.client_id = %(client_id)s::int AND i.ended_on IS NULL
), persons AS MATERIALIZED (
    SELECT lead, array_agg(country) AS countries, array_agg(country || number) AS numbers FROM named WHERE country <> '' GROUP BY lead
), keys AS (
    SELECT lead, CASE WHEN scheme IN ('registration', 'gln') THEN scheme ELSE 'number' END AS kind, number AS value
    FROM named WHERE scheme <> 'alias'
    UNION
    SELECT coalesce(p.lead_id, p.id), 'iban', a.iban
    FROM parties_bank_account a
    JOIN parties_party p ON p.client_id = a.client_id AND p.id = a.party_id AND p.kind = %(role)s::text
    WHERE a.client_id = %(client_id)s::int AND a.until_on IS NULL
    UNION
    SELECT lead, 'mailbox', email FROM own WHERE email <> ''
    UNION
    SELECT lead, 'host', split_part(email, '@', 2) FROM own WHERE email <> ''
    UNION
    SELECT o.lead, 'words', (SELECT string_agg(w.word, ' ' ORDER BY w.word) FROM unnest(string_to_array(o.name, ' ')) AS w (word)) FROM own o
    UNION
    SELECT lead, 'words', number FROM named WHERE scheme = 'alias'
    UNION
    SELECT o.lead, 'word', w.word FROM own o CROSS JOIN LATERAL unnest(string_to_array(o.name, ' ')) AS w (word)
    UNION
    SELECT lead, 'head', left(run, 6) FROM own
    UNION
    SELECT lead, 'tail', right(run, 6) FROM own
), blocks AS (
    SELECT kind, value, array_agg(lead) AS leads FROM keys GROUP BY kind, value
    HAVING count(*) BETWEEN 2 AND %(crowd)s::int AND (%(changed)s::bigint[] IS NULL OR array_agg(lead) && %(changed)s::bigint[])
), pairs AS MATERIALIZED (
    SELECT a.id AS one, b.id AS other, jsonb_object_agg(kind, value) AS same
    FROM blocks
    CROSS JOIN LATERAL unnest(leads) AS a (id)
    CROSS JOIN LATERAL unnest(leads) AS b (id)
    WHERE a.id < b.id AND (%(changed)s::bigint[] IS NULL OR a.id = ANY(%(changed)s::bigint[]) OR b.id = ANY(%(changed)s::bigint[]))
    GROUP BY a.id, b.id
), judged AS (
    SELECT pairs.one, pairs.other, pairs.same - '{head,tail,word}'::text[] AS same, n.likeness,
        coalesce(a.address ->> 'postcode' = b.address ->> 'postcode' OR lower(a.address ->> 'town') = lower(b.address ->> 'town'), false)
        AS same_place
    FROM pairs
    JOIN parties_party a ON a.client_id = %(client_id)s::int AND a.id = pairs.one
    JOIN parties_party b ON b.client_id = %(client_id)s::int AND b.id = pairs.other
    CROSS JOIN LATERAL (SELECT round(similarity(a.comparable, b.comparable) * 100)::int AS likeness) n
    WHERE pairs.same ?| '{number,gln,iban,words}' OR n.likeness >= 60
        OR n.likeness >= 30 AND pairs.same ?| '{registration,mailbox,host}'
), told AS MATERIALIZED (
    SELECT DISTINCT coalesce(a.lead_id, a.id) AS one, coalesce(b.lead_id, b.id) AS other
    FROM parties_unlike u
    JOIN parties_party a ON a.client_id = u.client_id AND a.id = u.party_id
    JOIN parties_party b ON b.client_id = u.client_id AND b.id = u.other_id
    WHERE u.client_id = %(client_id)s::int
)
SELECT j.one, j.other, j.same, j.likeness, j.same_place,
    least(99, CASE
        WHEN same ? 'number' THEN 99 WHEN same ? 'gln' THEN 97 WHEN same ? 'iban' THEN 95
        WHEN same ?| '{mailbox,registration}' THEN 88 WHEN same ? 'words' THEN 80
        WHEN same ? 'host' THEN 50 + likeness * 3 / 10 ELSE likeness * 8 / 10
    END + CASE WHEN same_place AND NOT same ?| '{number,gln,iban}' THEN 9 ELSE 0 END) AS degree
FROM judged j
LEFT JOIN told ON told.one = least(j.one, j.other) AND told.other = greatest(j.one, j.other)
LEFT JOIN told back ON back.other = j.one AND back.one = j.other
LEFT JOIN persons a ON a.lead = j.one
LEFT JOIN persons b ON b.lead = j.other
WHERE told.one IS NULL AND back.one IS NULL
    AND (j.same ?| '{number,iban}' OR a.lead IS NULL OR b.lead IS NULL OR NOT a.countries && b.countries OR a.numbers && b.numbers)
ORDER BY degree DESC, j.one, j.other
LIMIT %(at_most)s::int
