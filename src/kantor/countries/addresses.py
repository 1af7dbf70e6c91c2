"""How a postal address is written: the order of postcode and town is the custom of the country it lies in (UPU S42)."""

TOWN_FIRST = frozenset({"AU", "CA", "GB", "ID", "IE", "SG", "US"})


def address_lines(*, street: str, postcode: str, town: str, country: str) -> tuple[str, ...]:
    """The lines below the name, without the country; what is not known is left out. street: several lines where it has line breaks."""
    parts = (town, postcode) if country.upper() in TOWN_FIRST else (postcode, town)
    lines = (*street.splitlines(), " ".join(part.strip() for part in parts if part.strip()))
    return tuple(line.strip() for line in lines if line.strip())
