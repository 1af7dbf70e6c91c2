"""What the database itself refuses in the books: other clients' rows, changed history, unbalanced entries, closed periods, gaps."""

from django.db import migrations

from kantor.kit.rows import FOR_EACH_GRANTEE, AppendOnly, AppRights, ClientKey, ClientReference, ClientRows

HISTORY = ("ledger_entry", "ledger_posting", "ledger_settlement", "ledger_move")
# What may change in a row that stays: never who or what it is about.
CHANGES = {
    "ledger_account": "name, role, tax_code, closed_on",
    "ledger_period": "closed_at",
    "ledger_counter": "last",
    "ledger_balance": "dr, cr",
    "ledger_open_item": "open, held_reason",
    "ledger_stock": "quantity, reserved",
}

# One look at all entries of a statement. The period is locked here as well, so that no other road into the table can miss the lock.
# OFFSET 0 keeps each look-up an index look-up: the plan is made once per connection, often while the tables are still empty, and a hash
# join chosen then would read a whole year for each batch.
ENTRIES_FIT = """
CREATE FUNCTION ledger_entries_fit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
    PERFORM 1 FROM (SELECT DISTINCT client_id, period_id FROM fresh ORDER BY client_id, period_id) f
    CROSS JOIN LATERAL (SELECT p.id FROM ledger_period p WHERE p.client_id = f.client_id AND p.id = f.period_id FOR SHARE) p;

    SELECT f.document_id, f.booked_on INTO wrong
    FROM fresh f
    LEFT JOIN LATERAL (SELECT * FROM ledger_period p WHERE p.client_id = f.client_id AND p.id = f.period_id OFFSET 0) p ON true
    WHERE p.id IS NULL OR p.closed_at IS NOT NULL OR p.year <> f.year OR f.booked_on NOT BETWEEN p.starts_on AND p.ends_on
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the entry of document % is booked on % in a closed or wrong period', wrong.document_id, wrong.booked_on
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_open_period', TABLE = 'ledger_entry';
    END IF;

    SELECT v.series, v.year INTO wrong
    FROM (SELECT client_id, series, year, min(voucher) AS first, max(voucher) AS last, count(*) AS count FROM fresh GROUP BY 1, 2, 3) v
    LEFT JOIN LATERAL (
        SELECT e.id FROM ledger_entry e
        WHERE e.client_id = v.client_id AND e.series = v.series AND e.year = v.year AND e.voucher = v.first - 1 OFFSET 0
    ) before ON true
    WHERE v.last - v.first + 1 <> v.count OR (v.first <> 1 AND before.id IS NULL)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the vouchers of series % in % would have a gap', wrong.series, wrong.year
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_gapless', TABLE = 'ledger_entry';
    END IF;
    RETURN NULL;
END $$
"""
ENTRIES_FIT_TRIGGER = """
CREATE TRIGGER entries_fit AFTER INSERT ON ledger_entry
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_entries_fit()
"""

# An entry says how many lines it has and all of them come in one statement: so none can be added to it later.
ENTRIES_BALANCE = """
CREATE FUNCTION ledger_entries_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
    SELECT s.entry_id, s.amount INTO wrong
    FROM (
        SELECT client_id, entry_id, count(*) AS lines, min(line) AS first, max(line) AS last, sum(dr - cr) AS amount,
            min(period_id) AS period_id, max(period_id) AS period_too, min(currency) AS currency, max(currency) AS currency_too
        FROM fresh GROUP BY client_id, entry_id
    ) s
    LEFT JOIN LATERAL (
        SELECT e.lines, e.period_id, p.currency FROM ledger_entry e
        CROSS JOIN LATERAL (SELECT currency FROM ledger_period p WHERE p.client_id = e.client_id AND p.id = e.period_id OFFSET 0) p
        WHERE e.client_id = s.client_id AND e.id = s.entry_id OFFSET 0
    ) e ON true
    WHERE e.lines IS NULL OR s.amount <> 0 OR s.lines <> e.lines OR s.first <> 1 OR s.last <> e.lines
       OR s.period_id <> e.period_id OR s.period_too <> e.period_id OR s.currency <> e.currency OR s.currency_too <> e.currency
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % does not balance, is not complete, or is in another period or currency than its postings (debit less credit: %)',
            wrong.entry_id, wrong.amount
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_balanced', TABLE = 'ledger_posting';
    END IF;
    RETURN NULL;
END $$
"""
ENTRIES_BALANCE_TRIGGER = """
CREATE TRIGGER entries_balance AFTER INSERT ON ledger_posting
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_entries_balance()
"""

# An entry's `lines` is the number of its last line, which must be there when the transaction commits. A foreign key looks past row-level
# security, so it does not matter whose rows the transaction sees by then.
ENTRY_HAS_POSTINGS = """
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_has_postings
FOREIGN KEY (client_id, id, lines) REFERENCES ledger_posting (client_id, entry_id, line) DEFERRABLE INITIALLY DEFERRED
"""


def only_these_columns(table: str, columns: str) -> list[migrations.RunSQL]:
    grant = FOR_EACH_GRANTEE.format(table=table, statement=f"GRANT UPDATE ({columns}) ON {table} TO %s")
    # Hot rows are rewritten in place when their page has room: no index is touched.
    room = f"ALTER TABLE {table} SET (fillfactor = 50)"
    return [AppRights(table, "SELECT, INSERT"), migrations.RunSQL([grant, room], [f"ALTER TABLE {table} RESET (fillfactor)"])]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_columns"), ("documents", "0002_guard")]
    operations = [
        *(ClientRows(table) for table in (*CHANGES, *HISTORY)),
        *(ClientKey(table) for table in ("ledger_account", "ledger_period", "ledger_entry")),
        *(
            ClientReference(table, "document_id", "documents_document")
            for table in ("ledger_entry", "ledger_open_item", "ledger_settlement", "ledger_move")
        ),
        ClientReference("ledger_entry", "period_id", "ledger_period"),
        ClientReference("ledger_entry", "reverses_id", "ledger_entry"),
        ClientReference("ledger_posting", "entry_id", "ledger_entry"),
        ClientReference("ledger_posting", "account_id", "ledger_account"),
        ClientReference("ledger_open_item", "entry_id", "ledger_entry"),
        ClientReference("ledger_open_item", "account_id", "ledger_account"),
        ClientReference("ledger_balance", "account_id", "ledger_account"),
        ClientReference("ledger_balance", "period_id", "ledger_period"),
        *(AppendOnly(table) for table in HISTORY),
        *(operation for table, columns in CHANGES.items() for operation in only_these_columns(table, columns)),
        migrations.RunSQL([ENTRIES_FIT, ENTRIES_FIT_TRIGGER], ["DROP TRIGGER entries_fit ON ledger_entry", "DROP FUNCTION ledger_entries_fit"]),
        migrations.RunSQL(
            [ENTRIES_BALANCE, ENTRIES_BALANCE_TRIGGER],
            ["DROP TRIGGER entries_balance ON ledger_posting", "DROP FUNCTION ledger_entries_balance"],
        ),
        migrations.RunSQL(ENTRY_HAS_POSTINGS, "ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_has_postings"),
    ]
