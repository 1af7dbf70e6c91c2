-- Lines of a statement in their order, with the sum up to each, and the open items that they paid.
SELECT l.id, l.client_id, l.document_id, l.no, l.booked_on, l.currency, l.amount, l.name, l.iban, l.text, l.end_to_end_id, l.state, l.booked_to,
    l.evidence, l.cleared_by, l.given_back_by, l.reversed_by, l.running, paid.items
FROM (
    SELECT t.*, (sum(t.amount) OVER (ORDER BY t.no))::bigint AS running FROM treasury_statement_line t
    WHERE t.client_id = %(client_id)s AND t.document_id = %(document)s::bigint
) l
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('reference', o.reference, 'document', o.document_id, 'party', p.name, 'party_id', p.id, 'open', o.open,
        'currency', o.currency) ORDER BY o.id) AS items
    FROM jsonb_array_elements(l.shares) AS share
    JOIN ledger_open_item o ON o.client_id = l.client_id AND o.id = (share ->> 0)::bigint
    JOIN parties_party p ON p.client_id = o.client_id AND p.id = o.party_id
) paid ON true
WHERE l.no > %(after)s
ORDER BY l.no
LIMIT %(limit)s
