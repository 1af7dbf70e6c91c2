"""How severe rules of EN 16931 are under XRechnung 3.0: the official configuration softens those that XRechnung replaces or widens."""

from collections.abc import Mapping
from types import MappingProxyType

# Units of measure and item identifiers may be newer than the lists of EN 16931.
STANDARD: Mapping[str, str] = MappingProxyType({"BR-CL-21": "warning", "BR-CL-23": "warning"})

# BR-DEX-01, -04 to -09 judge in place of these.
EXTENSION: Mapping[str, str] = MappingProxyType(
    {
        "BR-CL-10": "information",
        "BR-CL-11": "information",
        "BR-CL-21": "information",
        "BR-CL-23": "warning",
        "BR-CL-24": "warning",
        "BR-CL-25": "information",
        "BR-CL-26": "information",
        "BR-CO-16": "information",
    }
)

# BR-TMP-CVD-01 judges in place of BR-CL-13.
CVD: Mapping[str, str] = MappingProxyType({**STANDARD, "BR-CL-13": "information"})
