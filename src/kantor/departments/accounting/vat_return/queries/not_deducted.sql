-- Tax that is cost, in minor units, of codes of which only a part is deducted: it stands on cost accounts with the base, entry by entry.
WITH deducted AS (
    SELECT p.entry_id, p.tax_code, sum(p.dr - p.cr) AS amount
    FROM ledger_posting p
    JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
    WHERE p.client_id = %(client_id)s AND %(ratios)s::jsonb ? p.tax_code AND a.role ~ %(deductible)s AND p.period_id IN (
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
    )
    GROUP BY 1, 2
)
SELECT tax_code, sum(round(amount * (%(ratios)s::jsonb ->> tax_code)::numeric))::bigint AS amount FROM deducted GROUP BY 1
