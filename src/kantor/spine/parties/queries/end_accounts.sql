-- Ends a party's account, or all of its family where no IBAN is given, some days before the given day; answers what their last day was.
WITH given AS (
    SELECT party_id, iban, until_on - %(days_before)s::int AS until_on, document_id
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (party_id bigint, iban text, until_on date, document_id bigint)
), was AS (
    SELECT a.id, a.until_on, greatest(given.until_on, a.from_on - 1) AS last_on, given.document_id
    FROM parties_bank_account a
    JOIN given ON a.party_id IN (SELECT own.id FROM parties_family(given.party_id) AS own (id)) AND given.iban IN ('', a.iban)
    WHERE a.client_id = %(client_id)s::int AND (a.until_on IS NULL OR a.until_on > greatest(given.until_on, a.from_on - 1))
    FOR UPDATE OF a
), ended AS (
    UPDATE parties_bank_account a SET until_on = was.last_on FROM was WHERE a.id = was.id
)
SELECT
    document_id, id AS row_id, jsonb_build_object('until_on', until_on) AS before, jsonb_build_object('until_on', last_on) AS after
FROM was
