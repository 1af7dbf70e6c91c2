"""Sums of postings for reports that ask for more than an account's balance. They begin empty: workers carry them on from the first voucher,
and until they have, the view reads what is missing from the postings."""

from django.db import migrations, models

from kantor.kit.rows import FOR_EACH_GRANTEE, AppRights, ClientReference, ClientRows

NEW = {"ledger_turnover": "dr, cr, lines", "ledger_turnover_mark": "voucher"}
# Few entries stand behind the marks, which the planner cannot know: it would rather read all entries, or join all postings by hash. So each
# voucher between a mark and its counter, of which none is missing, is looked up by the key of vouchers, and its postings by theirs (OFFSET 0).
TURNED = """
CREATE VIEW ledger_turned WITH (security_invoker = true) AS
SELECT t.client_id, t.period_id, t.account_id, t.ledger, t.currency, t.tax_code, t.cost_centre, t.project, t.dr, t.cr, t.lines
FROM ledger_turnover t
UNION ALL
SELECT c.client_id, p.period_id, p.account_id, e.ledger, p.currency, p.tax_code, p.cost_centre, p.project, p.dr, p.cr, 1
FROM ledger_counter c
LEFT JOIN ledger_turnover_mark m ON m.client_id = c.client_id AND m.series = c.series AND m.year = c.year
CROSS JOIN LATERAL generate_series(coalesce(m.voucher, 0) + 1, c.last) AS next (voucher)
CROSS JOIN LATERAL (
    SELECT e.id, e.ledger FROM ledger_entry e
    WHERE e.client_id = c.client_id AND e.series = c.series AND e.year = c.year AND e.voucher = next.voucher OFFSET 0
) e
CROSS JOIN LATERAL (
    SELECT p.period_id, p.account_id, p.currency, p.tax_code, p.cost_centre, p.project, p.dr, p.cr FROM ledger_posting p
    WHERE p.client_id = c.client_id AND p.entry_id = e.id OFFSET 0
) p
"""


def only_these_columns(table: str, columns: str) -> list[migrations.RunSQL]:
    grant = FOR_EACH_GRANTEE.format(table=table, statement=f"GRANT UPDATE ({columns}) ON {table} TO %s")
    return [AppRights(table, "SELECT, INSERT"), migrations.RunSQL(grant, migrations.RunSQL.noop)]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0010_last_rates")]

    operations = [
        migrations.CreateModel(
            name="Turnover",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("period_id", models.BigIntegerField()),
                ("account_id", models.BigIntegerField()),
                ("ledger", models.TextField()),
                ("currency", models.CharField(max_length=3)),
                ("tax_code", models.TextField(blank=True)),
                ("cost_centre", models.TextField(blank=True)),
                ("project", models.TextField(blank=True)),
                ("dr", models.BigIntegerField()),
                ("cr", models.BigIntegerField()),
                ("lines", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_turnover",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client_id", "period_id", "account_id", "ledger", "currency", "tax_code", "cost_centre", "project"),
                        name="ledger_turnover_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TurnoverMark",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("series", models.TextField()),
                ("year", models.IntegerField()),
                ("voucher", models.BigIntegerField(default=0, db_default=0)),
            ],
            options={
                "db_table": "ledger_turnover_mark",
                "constraints": [models.UniqueConstraint(fields=("client_id", "series", "year"), name="ledger_turnover_mark_series")],
            },
        ),
        *(ClientRows(table) for table in NEW),
        ClientReference("ledger_turnover", "period_id", "ledger_period"),
        ClientReference("ledger_turnover", "account_id", "ledger_account"),
        *(operation for table, columns in NEW.items() for operation in only_these_columns(table, columns)),
        migrations.RunSQL(TURNED, "DROP VIEW ledger_turned"),
        AppRights("ledger_turned", "SELECT"),
    ]
