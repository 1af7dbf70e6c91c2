-- Tax that is cost, in minor units, of codes of which only a part is deducted: it stands on cost accounts with the base, entry by entry. The
-- turnover knows the few accounts where such tax was deducted; their postings are read, and no others.
WITH period AS MATERIALIZED (
    SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
), held AS MATERIALIZED (
    SELECT DISTINCT t.account_id
    FROM ledger_turned t
    JOIN ledger_account a ON a.client_id = t.client_id AND a.id = t.account_id AND a.role ~ %(deductible)s
    WHERE t.client_id = %(client_id)s AND %(ratios)s::jsonb ? t.tax_code AND t.period_id = ANY(ARRAY(SELECT id FROM period))
), deducted AS (
    SELECT p.entry_id, p.tax_code, sum(p.dr - p.cr) AS amount
    FROM ledger_posting p
    WHERE p.client_id = %(client_id)s AND p.account_id = ANY(ARRAY(SELECT account_id FROM held)) AND %(ratios)s::jsonb ? p.tax_code
        AND p.period_id = ANY(ARRAY(SELECT id FROM period))
    GROUP BY 1, 2
)
SELECT tax_code, sum(round(amount * (%(ratios)s::jsonb ->> tax_code)::numeric))::bigint AS amount FROM deducted GROUP BY 1
