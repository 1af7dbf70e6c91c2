-- The statements of an account that stand in the books: those that say the same as the one asked about, that before it, and that behind it.
SELECT s.document_id, s.number, s.from_on, s.to_on, s.opening, s.closing, s.ledger_account, s.profile,
    s.to_on = %(to_on)s::date AND s.closing IS NOT DISTINCT FROM %(closing)s::bigint AND s.opening IS NOT DISTINCT FROM %(opening)s::bigint
        AND s.opening IS NOT NULL AS same
FROM treasury_statement s
WHERE s.client_id = %(client_id)s AND s.account = %(account)s AND s.currency = %(currency)s AND s.reversed_by IS NULL
ORDER BY s.to_on DESC, s.id DESC
LIMIT 400
