"""Rows that become master data: suppliers, customers and accounts."""

from collections.abc import Iterator, Mapping, Sequence

from kantor.channels.sheets.checked import Checked, Prepare, twice, without
from kantor.channels.sheets.parsing import Fault, Line
from kantor.countries import as_iban
from kantor.spine import ledger, parties
from kantor.spine.access import Actor, ClientRecord
from kantor.words.party import Account, NewParty

TAX_SCHEMES = {"PL": "nip", "ID": "npwp"}
COLUMNS = {"vat": "vat_id", "nip": "tax_number", "npwp": "tax_number", "tax": "tax_number"}
LANGUAGES = {"DE": "de", "AT": "de", "CH": "de", "PL": "pl", "ID": "id"}
TERMS = ("einvoice", "buyer_reference", "credit_limit", "discount_days", "discount_percent")
MOST_DAYS, WHOLE = 365, 100


def suppliers(lines: Sequence[Line], client: ClientRecord, actor: Actor) -> Checked:
    return _parties("supplier", lines, client, actor)


def customers(lines: Sequence[Line], client: ClientRecord, actor: Actor) -> Checked:
    return _parties("customer", lines, client, actor)


def _parties(role: str, lines: Sequence[Line], client: ClientRecord, actor: Actor) -> Checked:
    faults = twice(lines, "number")
    known = parties.numbers_known(client.id, role, [line["number"] for line in lines if line["number"]])
    faults += [
        Fault(row=line.row, column="number", key=f"sheets.{role}_known", evidence={"value": line["number"]})
        for line in lines
        if line["number"] in known
    ]
    found = [(line, _party(role, line, actor)) for line in lines]
    for line, party in found:
        faults += [
            Fault(
                row=line.row,
                column=COLUMNS.get(fault.field, fault.field),
                key="sheets.identifier_wrong",
                evidence={"value": fault.value, "reason": f"sheets.reason.{fault.reason}"},
            )
            for fault in parties.faults_of(party)
        ]
    faults += [fault for line in lines for fault in _terms(line)] if role == "customer" else []
    good = without(lines, faults)
    by_row = {line.row: party for line, party in found}
    return Checked(lines=tuple(good), things=tuple(by_row[line.row] for line in good), faults=tuple(faults))


def _terms(line: Line) -> Iterator[Fault]:
    """As the form of a new customer asks for them: a limit not below zero; of a cash discount the days within the time to pay, and the
    percentage with two decimals, both or neither."""
    if line.number("credit_limit") < 0:
        yield Fault(row=line.row, column="credit_limit", key="sheets.below_zero", evidence={"value": line["credit_limit"]})
    if not line["discount_days"] and not line["discount_percent"]:
        return
    days, percent = line.number("discount_days"), line.number("discount_percent")
    most = min(int(line["payment_days"] or MOST_DAYS), MOST_DAYS)
    if not 0 < days <= most:
        yield Fault(row=line.row, column="discount_days", key="sheets.discount_days_wrong", evidence={"most": str(most)})
    if not 0 < percent < WHOLE or percent != round(percent, 2):
        yield Fault(row=line.row, column="discount_percent", key="sheets.discount_percent_wrong")


def _party(role: str, line: Line, actor: Actor) -> NewParty:
    country = line["country"]
    numbers = [("vat", line["vat_id"]), (TAX_SCHEMES.get(country, "tax"), line["tax_number"])]
    iban = as_iban(line["iban"], country) if role == "supplier" and line["iban"] else ""
    return NewParty(
        role=role,
        name=line["name"],
        number=line["number"],
        country=country,
        from_on=actor.at.date(),
        language=line["language"] or LANGUAGES.get(country, "en"),
        address={key: line[key] for key in ("street", "postcode", "town") if line[key]},
        email=line["email"],
        payment_days=int(line["payment_days"]) if line["payment_days"] else None,
        terms={key: line[key] for key in TERMS if line[key]} if role == "customer" else {},
        identifiers=tuple((scheme, number) for scheme, number in numbers if number),
        accounts=(Account(iban=iban, bic=line["bic"]),) if iban else (),
    )


def accounts(lines: Sequence[Line], client: ClientRecord, actor: Actor) -> Checked:
    faults = twice(lines, "number")
    kinds = {account.number: account.kind for account in ledger.accounts(client.id)}
    faults += [
        Fault(row=line.row, column="kind", key="sheets.account_of_other_kind", evidence={"value": line["number"], "kind": kind})
        for line in lines
        if (kind := kinds.get(line["number"], line["kind"])) != line["kind"]
    ]
    good = without(lines, faults)
    things = (ledger.ChartAccount(line["number"], line["name"], line["kind"], line["role"], line["tax_code"]) for line in good)
    return Checked(lines=tuple(good), things=tuple(things), faults=tuple(faults))


PREPARE: Mapping[str, Prepare] = {"customers": customers, "suppliers": suppliers, "accounts": accounts}
