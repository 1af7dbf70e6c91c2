"""Electronic addresses (BT-34, BT-49): the VAT id where the network knows companies by it, else the e-mail address."""

# Codes of the Electronic Address Scheme (EAS) for VAT ids, by their prefix.
VAT_SCHEMES = {
    "HU": "9910",
    "AT": "9914",
    "ES": "9920",
    "BE": "9925",
    "BG": "9926",
    "CY": "9928",
    "CZ": "9929",
    "DE": "9930",
    "EE": "9931",
    "GB": "9932",
    "EL": "9933",
    "HR": "9934",
    "IE": "9935",
    "LT": "9937",
    "LU": "9938",
    "LV": "9939",
    "MT": "9943",
    "NL": "9944",
    "PL": "9945",
    "PT": "9946",
    "RO": "9947",
    "SI": "9949",
    "SK": "9950",
    "FR": "9957",
}
EMAIL = "EM"


def by_vat_id(vat_id: str) -> tuple[str, str] | None:
    """(scheme, identifier) in the Peppol network; None where the id's country has no such scheme."""
    scheme = VAT_SCHEMES.get(vat_id[:2])
    return (scheme, vat_id) if scheme else None


def by_email(email: str) -> tuple[str, str] | None:
    """(scheme, identifier) of a mailbox; None without one."""
    return (EMAIL, email) if email else None
