"""The cash forecast: money on hand, and week by week what customers, suppliers and plans are expected to move."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from kantor.departments.accounting.reports.ahead import WEEK, WEEKS, Flow, Week, monday, off_by, usual_delays, weeks
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.departments.accounting.reports.figures import QUERIES
from kantor.engines.reconciling.habits import Habit, Payment, habit_of, habits
from kantor.kit.columns import numbers
from kantor.kit.money import Money
from kantor.kit.say import say
from kantor.spine import facts
from kantor.words import Ask

REMEMBERED = timedelta(days=3 * 365)
USUAL_TERM = timedelta(days=14)
MOST_PAID = 20_000
MOST_SHOWN = 40
"""Single flows shown below a week; the week has the sum of all."""
KINDS = {"receivable": ("customers", 1), "payable": ("suppliers", -1)}
"""Side of what is open -> what it is called here, and which way the money goes."""
HEADINGS = ("customers", "suppliers", "planned_flows", "closing")


def cash_forecast(asked: Asked) -> Table:
    """As of now, whatever days are asked for; below it how far such forecasts were off."""
    client_id, currency, today = asked.client.id, asked.client.currency, asked.today
    paid = QUERIES.rows("paid_items", client_id=client_id, since=today - REMEMBERED, most=MOST_PAID)
    payments = [Payment(row.party_id, row.due_on, row.paid_on, row.amount) for row in paid]
    found = habits(payments, today)
    opening = Money.from_minor(int(QUERIES.value("money_now", client_id=client_id, currency=currency)), currency)
    flows = list(_open(asked, found))
    for row in QUERIES.rows("planned_cash", client_id=client_id, until=today + WEEK * WEEKS):
        amount = Money(row.amount, currency).rounded()
        flows.append(Flow("planned", max(row.due_on, today), row.due_on, row.text, row.document_id, amount))
    if owed := Money.from_minor(int(QUERIES.value("wages_owed", client_id=client_id, currency=currency)), currency):
        flows.append(Flow("planned", today, today, say("accounting.report.wages_owed", asked.language), 0, -owed))
    flows += _to_bill(asked, found)
    lines = [Line((None, say("accounting.report.on_hand", asked.language), None, None, None, opening), style="sum")]
    for week in weeks(flows, opening, today):
        lines += _week(week, asked.language)
    if payments:
        told = say("accounting.report.forecast_error", asked.language, off_by(payments, today))
        lines.append(Line((None, told, None, None, None, None)))
    headings = (Heading("expected_on"), Heading("text"), *(Heading(key, AMOUNT) for key in HEADINGS))
    return Table(headings=headings, lines=tuple(lines), note="accounting.report.cash_forecast.note")


def _to_bill(asked: Asked, found: Mapping[int, Habit]) -> Iterator[Flow]:
    """What contracts will bill within the weeks, net, paid as the customer pays, counted from the usual days after its invoice."""
    ask = Ask("receivables.billable", ((asked.today + WEEK * WEEKS).isoformat(),))
    for row in facts.ask([ask], asked.today)[ask] or ():
        due = max(date.fromisoformat(row["billed_on"]), asked.today) + USUAL_TERM
        expected = habit_of(found, int(row["customer_id"])).expected_on(due)
        if row["currency"] == asked.client.currency:
            text = f"{row['customer']} {row['contract_number']} {row['name']}"
            yield Flow("planned", max(expected, asked.today), due, text, int(row["contract_id"]), Money.of(row["net"], row["currency"]))


def _open(asked: Asked, found: Mapping[int, Habit]) -> Iterator[Flow]:
    """A customer pays when half of its payments had come by; what should have come by then, and what we owe late, moves today."""
    begins, delays = monday(asked.today), usual_delays(found)
    rows = QUERIES.rows(
        "to_come",
        client_id=asked.client.id,
        today=asked.today,
        begins=begins,
        ends=begins + WEEK * WEEKS,
        singly=MOST_SHOWN,
        usual=delays.pop(0),
        parties=numbers(delays),
        days=numbers(delays.values()),
    )
    for row in rows:
        kind, sign = KINDS[row.side]
        text = " ".join(part for part in (row.party, row.reference) if part)
        amount = Money.from_minor(sign * row.local, asked.client.currency)
        yield Flow(kind, row.expected_on, row.due_on, text, row.document_id, amount, row.number)


def _week(week: Week, language: str) -> Iterator[Line]:
    sums = (week.customers, week.suppliers, week.planned, week.closing)
    yield Line((week.begins_on, say("accounting.report.week_from", language), *sums), style="sum")
    shown = [flow for flow in week.flows if flow.number == 1][:MOST_SHOWN]
    for flow in shown:
        amounts = tuple(flow.amount if flow.kind == kind else None for kind in ("customers", "suppliers", "planned"))
        yield Line((flow.expected_on, flow.text, *amounts, None), level=1, style="account", document=flow.document_id or None)
    if left := sum(flow.number for flow in week.flows) - len(shown):
        more = say("accounting.report.more_flows", language, {"count": left})
        yield Line((None, more, None, None, None, None), level=1, style="account")
