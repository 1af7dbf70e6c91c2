-- Open items that lines of a statement may pay, with whom: of just these amounts, of these numbers, and all of those whose account or name the lines
-- show, or whose account it is because a person cleared a line of it against their item; the longest due first, at most so many of one party; merged
-- partners count as the one they lead to.
WITH taught AS (
    SELECT DISTINCT ON (l.iban) l.iban, o.party_id AS id
    FROM treasury_statement_line l
    JOIN ledger_settlement s ON s.client_id = l.client_id AND s.document_id = l.cleared_by
    JOIN ledger_open_item o ON o.client_id = s.client_id AND o.id = s.open_item_id
    WHERE l.client_id = %(client_id)s AND l.iban = ANY(%(ibans)s::text[]) AND l.cleared_by IS NOT NULL AND l.reversed_by IS NULL
    ORDER BY l.iban, l.id DESC, o.id
), payer AS (
    SELECT id FROM taught
    UNION
    SELECT b.party_id AS id FROM parties_bank_account b
    WHERE b.client_id = %(client_id)s AND b.until_on IS NULL AND b.iban = ANY(%(ibans)s::text[])
    UNION
    SELECT p.id FROM parties_party p WHERE p.client_id = %(client_id)s AND p.comparable = ANY(%(names)s::text[])
), family AS (
    SELECT id FROM payer
    UNION
    SELECT p.id FROM payer y JOIN parties_party p ON p.client_id = %(client_id)s AND p.lead_id = y.id
), wanted AS (
    SELECT o.id FROM family f CROSS JOIN LATERAL (
        SELECT i.id FROM ledger_open_item i
        WHERE i.client_id = %(client_id)s AND i.party_id = f.id AND i.open <> 0 ORDER BY i.due_on, i.id LIMIT %(most)s
    ) o
    UNION
    (SELECT o.id FROM ledger_open_item o
    WHERE o.client_id = %(client_id)s AND o.open <> 0 AND o.reference = ANY(%(numbers)s::text[])
    ORDER BY o.due_on, o.id LIMIT 5000)
    UNION
    (SELECT o.id FROM ledger_open_item o
    WHERE o.client_id = %(client_id)s AND o.currency = %(currency)s AND o.open <> 0
        AND o.open = ANY(%(amounts)s::bigint[] || ARRAY(SELECT -amount FROM unnest(%(amounts)s::bigint[]) AS amount))
        AND CASE WHEN o.side = 'payable' THEN -o.open ELSE o.open END = ANY(%(amounts)s::bigint[])
    ORDER BY o.due_on, o.id LIMIT 5000)
)
SELECT o.id, o.side, o.document_id, a.number AS account, o.party_id, p.id AS payer_id, p.name, p.number AS party_number, o.reference, o.currency,
    o.open, o.amount, o.local_amount, o.document_on, o.due_on, o.discounts,
    (SELECT array_agg(DISTINCT b.iban ORDER BY b.iban) FROM parties_bank_account b
     WHERE b.client_id = o.client_id AND b.party_id IN (i.id, p.id) AND b.until_on IS NULL) AS ibans,
    (SELECT array_agg(t.iban ORDER BY t.iban) FROM taught t WHERE t.id IN (i.id, p.id)) AS paid_from
FROM wanted w
JOIN ledger_open_item o ON o.client_id = %(client_id)s AND o.id = w.id
JOIN ledger_account a ON a.client_id = o.client_id AND a.id = o.account_id
JOIN parties_party i ON i.client_id = o.client_id AND i.id = o.party_id
JOIN parties_party p ON p.client_id = i.client_id AND p.id = coalesce(i.lead_id, i.id)
ORDER BY o.due_on, o.id
