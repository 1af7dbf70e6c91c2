"""Which quarter what was posted for the One Stop Shop belongs to: the figures of a return and the documents behind them read the same."""

from django.db import migrations

# A credit note belongs to the quarter of its invoice, an entry that undoes another to that one's; a loss, a discount or another entry to the
# quarter of the invoice whose number, or whose instalment, its line names; a document without a day of supply to its own day. Of invoices of
# one number that of the same partner is meant, then the newest. Debit less credit is turned round, so that sales are above zero. The turnover
# knows on which accounts something was taxed in the scheme; their postings are read, and no others.
SUPPLIED = """
CREATE FUNCTION accounting_oss_supplied(of_client integer, since date, codes text[], invoice text, tax_role text) RETURNS TABLE (
    entry_id bigint, document_id bigint, booked_on date, entry_text text, tax_code text, is_tax boolean, own text, foreign_currency text,
    foreign_amount bigint, local bigint, supplied_on date
) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH posted AS MATERIALIZED (
        SELECT coalesce(undone.document_id, e.document_id) AS document_id, coalesce(undone.document_on, e.document_on) AS document_on,
            p.text AS line, e.id AS entry_id, e.booked_on, e.document_id AS own_document_id, e.text, p.tax_code, a.role ~ tax_role AS is_tax,
            p.currency, p.foreign_currency, p.foreign_amount, p.cr - p.dr AS local
        FROM ledger_posting p
        JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
        JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id
        LEFT JOIN ledger_entry undone ON undone.client_id = e.client_id AND undone.id = e.reverses_id
        WHERE p.client_id = of_client AND p.tax_code LIKE ANY (codes)
            AND p.account_id = ANY (ARRAY(SELECT t.account_id FROM ledger_turned t WHERE t.client_id = of_client AND t.tax_code LIKE ANY (codes)))
            AND p.period_id IN (SELECT t.id FROM ledger_period t WHERE t.client_id = of_client AND t.ends_on >= since)
    ), named AS (
        SELECT DISTINCT x.document_id, x.line, d.party_id, r.content,
            CASE WHEN r.document_id IS NULL THEN x.line ELSE coalesce(r.content -> 'values' -> 'preceding_number' ->> 0, '') END AS number
        FROM posted x
        LEFT JOIN documents_document d ON d.client_id = of_client AND d.id = x.document_id
        LEFT JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version AND d.type = invoice
    ), first AS (
        SELECT DISTINCT ON (n.document_id, n.line) n.document_id, n.line, r.content
        FROM named n
        JOIN documents_document f ON f.client_id = of_client AND f.type = invoice AND f.state = 'effective' AND f.id <> n.document_id
            AND f.number IN (n.number, regexp_replace(n.number, '/[0-9]+$', ''))
        JOIN documents_reading r ON r.client_id = f.client_id AND r.document_id = f.id AND r.version = f.reading_version
        WHERE n.number <> ''
        ORDER BY n.document_id, n.line, f.number = n.number DESC, f.party_id IS NOT DISTINCT FROM n.party_id DESC, f.id DESC
    )
    SELECT x.entry_id, x.own_document_id, x.booked_on, x.text, x.tax_code, x.is_tax, x.currency, x.foreign_currency, x.foreign_amount, x.local,
        coalesce(
            (coalesce(f.content, n.content) -> 'values' -> 'delivered_on' ->> 0)::date,
            (coalesce(f.content, n.content) -> 'values' -> 'issued_on' ->> 0)::date,
            x.document_on
        )
    FROM posted x
    JOIN named n ON n.document_id = x.document_id AND n.line = x.line
    LEFT JOIN first f ON f.document_id = x.document_id AND f.line = x.line;
END
"""


class Migration(migrations.Migration):
    dependencies = [("accounting", "0008_centres"), ("ledger", "0011_turnover"), ("documents", "0026_way")]

    operations = [
        migrations.RunSQL(SUPPLIED, "DROP FUNCTION accounting_oss_supplied(integer, date, text[], text, text)"),
    ]
