"""What a browser calls itself, in the names that people know: `Firefox`, `Windows`."""

from typing import NamedTuple

# The first that fits: most browsers name those they descend from besides themselves, and Android names Linux.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


class Device(NamedTuple):
    """browser, system: names, '' where the browser does not say."""

    browser: str
    system: str


def device(agent: str) -> Device:
    """From the header User-Agent, which anybody may write as they like: it is shown, and nothing is decided by it."""
    return Device(_first(BROWSERS, agent), _first(SYSTEMS, agent))


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in names if sign in agent), "")
