-- A page of the journal, the newest booking first, with the sum of its debits and the document behind it. Of all ledgers, or of one: what
-- stands beside the main one is little among much and found by an index of its own.
SELECT e.id, e.client_id, e.document_id, e.series, e.year, e.voucher, e.booked_on, e.document_on, e.text, e.reverses_id, e.ledger, s.currency,
    s.debit, d.type, d.number, d.party_name
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
CROSS JOIN LATERAL (
    (
        SELECT * FROM ledger_entry e
        WHERE %(ledger)s IN ('', 'main') AND e.client_id = mine.client_id
            AND (e.booked_on, e.id) < (%(before_on)s::date, %(before_id)s::bigint)
            AND e.booked_on BETWEEN %(from_on)s::date AND %(until_on)s::date AND (%(ledger)s = '' OR e.ledger = 'main')
        ORDER BY e.booked_on DESC, e.id DESC LIMIT %(limit)s::bigint
    )
    UNION ALL
    (
        SELECT * FROM ledger_entry e
        WHERE %(ledger)s NOT IN ('', 'main') AND e.client_id = mine.client_id
            AND (e.booked_on, e.id) < (%(before_on)s::date, %(before_id)s::bigint)
            AND e.booked_on BETWEEN %(from_on)s::date AND %(until_on)s::date AND e.ledger <> 'main' AND e.ledger = %(ledger)s
        ORDER BY e.booked_on DESC, e.id DESC LIMIT %(limit)s::bigint
    )
) e
CROSS JOIN LATERAL (
    SELECT min(p.currency) AS currency, sum(p.dr)::bigint AS debit FROM ledger_posting p WHERE p.client_id = e.client_id AND p.entry_id = e.id
) s
JOIN documents_document d ON d.client_id = e.client_id AND d.id = e.document_id
ORDER BY e.booked_on DESC, e.id DESC
LIMIT %(limit)s::bigint
