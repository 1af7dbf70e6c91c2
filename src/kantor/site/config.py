"""Every setting of Kantor in one typed record, read from a TOML file and the environment, each value with its origin."""

import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kantor.kit.outgoing import is_listed, network_of

LANGUAGES = ("en", "de", "pl", "id")
DEFAULT = "default"
HIDDEN = "(set, not shown)"
YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
PLACES = {
    "originals": "originals",
    "backups": "backups",
    "secret_key_file": "keys/secret_key",
    "signing_key_file": "keys/signing_key.pem",
    "master_key_file": "keys/master_key",
    "metrics_token_file": "keys/metrics_token",
}
"""Where things lie in the data folder unless a setting says otherwise."""
SMTP = ("smtp://", "smtps://", "smtp+plain://")
CHOICES = {"metrics": ("", "loopback", "token"), "log_format": ("text", "json"), "second_factor_for": ("guarded", "everybody", "nobody")}


class ConfigError(Exception):
    """A setting is wrong; the message says which one, where it comes from and what to write instead."""


def _setting(help: str, *, default: Any = None, secret: bool = False) -> Any:
    return field(default=default, metadata={"help": help, "secret": secret})


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings in force. Environment variables (KANTOR_ + the name in capitals) win over the file, the file over the defaults."""

    data: Path = _setting("Folder that holds everything Kantor keeps: the embedded database, originals, keys.", default=Path())
    database_url: str = _setting(
        "PostgreSQL 16 or newer instead of the embedded server, as postgresql://user:password@host:port/name. Alone it names a user"
        " who may create roles; together with owner_url it names the application role.",
        default="",
        secret=True,
    )
    owner_url: str = _setting(
        "The role that owns the tables and migrates, where database_url is the application role.", default="", secret=True
    )
    language: str = _setting("Language of the screens for people who have not chosen one: en, de, pl or id.", default="en")
    host: str = _setting("Address the web server listens on.", default="127.0.0.1")
    port: int = _setting("Port the web server listens on.", default=8000)
    public_url: str = _setting(
        "Address under which people reach the desk, e.g. https://kantor.example; with https, cookies are sent only over it.", default=""
    )
    allowed_hosts: tuple[str, ...] = _setting(
        "Host names the web server answers to, besides localhost and the host of public_url.", default=()
    )
    trusted_proxies: tuple[str, ...] = _setting(
        "Addresses or networks of the proxies in front, whose word is taken for who asks (X-Forwarded-For); nobody else's is.",
        default=("127.0.0.1", "::1"),
    )
    session_idle_minutes: int = _setting("Minutes after which a log-in ends that nobody uses.", default=60)
    session_hours: int = _setting("Hours after which people log in again, however busy they are.", default=12)
    second_factor_for: str = _setting(
        "Who must have a second factor: guarded (whose roles release payments, manage people or erase documents), everybody or nobody.",
        default="guarded",
    )
    guarded_from: tuple[str, ...] = _setting(
        "Networks from which those may work whose roles release payments, manage people or erase documents, at the desk and by their"
        " programs, e.g. 10.2.0.0/16; where none is named, from anywhere. Second factor and second person are asked for all the same.",
        default=(),
    )
    breached_passwords_file: str = _setting(
        "List of passwords known from breaches: a line for each, beginning with its SHA-1, in the order of these (as Have I Been Pwned"
        " gives out). New passwords that it has are refused; nobody outside is asked.",
        default="",
    )
    oidc_issuer: str = _setting(
        "Identity provider through which people may log in (OpenID Connect), e.g. https://id.example; only those who are linked to it.",
        default="",
    )
    oidc_name: str = _setting("What the office calls that provider.", default="")
    oidc_client_id: str = _setting("Name under which the provider knows this house.", default="")
    oidc_client_secret: str = _setting("Secret that goes with it.", default="", secret=True)
    oidc_link_by_email: bool = _setting(
        "Link people who are entered here to who they are there by the e-mail that the provider has verified (yes or no); otherwise"
        " `kantor person link` alone does.",
        default=False,
    )
    web_threads: int = _setting("Requests served at once by one web process.", default=8)
    web_processes: int = _setting(
        "Web processes that share the port; from two on, SIGHUP replaces them one by one without a gap.", default=1
    )
    workers: int = _setting("Worker processes started by `kantor run`.", default=1)
    worker_limit_mb: int = _setting(
        "A worker that has grown larger than so many megabytes ends what it is at and starts anew; 0: never.", default=1000
    )
    originals: Path = _setting("Folder of the sealed originals; by default `originals` in the data folder.", default=Path())
    originals_bucket: str = _setting(
        "S3 bucket for the sealed originals instead of the folder; needs the extra `s3`, its credentials come from the environment.",
        default="",
    )
    originals_endpoint: str = _setting("Address of the S3 service, where it is not Amazon's.", default="")
    secret_key_file: Path = _setting("File with the key that signs sessions; made on first start.", default=Path())
    signing_key_file: Path = _setting(
        "File with the Ed25519 key that signs the heads of the audit trail; made by the first command of an empty office, and never again.",
        default=Path(),
    )
    backups: Path = _setting(
        "Folder for `kantor backup`; by default `backups` in the data folder, better a disk of its own.", default=Path()
    )
    backup_every_hours: int = _setting(
        "Hours between two backups that `kantor run` makes by itself, with new originals copied every 5 minutes between; 0: none.",
        default=0,
    )
    backup_keep_days: int = _setting("How many days back `kantor restore` can go; older backups are removed by the next one.", default=30)
    metrics: str = _setting(
        "Who may read /metrics: loopback (this host, not through a proxy), token (whoever sends it), or nobody where empty.", default=""
    )
    metrics_token_file: Path = _setting("File with the token for /metrics; made when it is first needed.", default=Path())
    log_format: str = _setting("Lines of the log: text, or json for machines, which then also tell every request.", default="text")
    master_key_file: Path = _setting(
        "File with the key that wraps the keys of the originals; made by the first command of an empty office, and never again: without"
        " it no original can be read.",
        default=Path(),
    )
    xml_limit_bytes: int = _setting(
        "Largest XML file that is read; its reader has 15 seconds and 1 GB of memory whatever is set here.", default=20 << 20
    )
    tessdata: str = _setting(
        "Folder with the languages of a second engine for scans (Tesseract's deu, eng, ind and pol.traineddata); with it and the extra"
        " `tesserocr` two engines read each line, and what both read is surer.",
        default="",
    )
    upload_limit_bytes: int = _setting("Largest file the doors accept.", default=50_000_000)
    api_requests_per_minute: int = _setting("Requests a minute from each key for a program, over all web processes.", default=600)
    api_streams: int = _setting("Streams of events that a web process serves at once.", default=50)
    desk_streams: int = _setting("Open screens that a web process keeps up to date at once; others ask every two minutes.", default=500)
    webhooks_to_private: bool = _setting(
        "Send webhooks to private and local addresses and over plain http too (yes or no); otherwise only to public ones, over https.",
        default=False,
    )
    smtp_url: str = _setting(
        "Server that mail leaves by: smtp://user:password@host:587 (STARTTLS), smtps:// (TLS), or smtp+plain://localhost for a relay on"
        " this host. With it, heads of the audit trail are mailed to the clients that gave an address for them.",
        default="",
        secret=True,
    )
    authserv_id: str = _setting(
        "Name under which your own mail server says whether SPF, DKIM and DMARC held (authserv-id, RFC 8601); without it no such word"
        " counts. The server must remove such lines in its name that came from outside.",
        default="",
    )
    mail_from: str = _setting("Address that mail of the house comes from, where smtp_url is set.", default="")
    timestamp_url: str = _setting(
        "Time-stamping service (RFC 3161) that stamps the heads of the audit trail, once a day, e.g. https://tsa.example/tsr.", default=""
    )
    timestamp_roots: str = _setting("PEM file with the root certificates that time stamps are trusted by.", default="")
    outgoing_hosts: tuple[str, ...] = _setting(
        "Hosts that the house may connect to beside its database: names, *.example.org, addresses or networks. Where some are listed, no"
        " webhook goes anywhere else, and no mail server, time-stamping service, identity provider or bucket elsewhere can be set.",
        default=(),
    )
    browser: str = _setting("Chromium used for screenshots and browser tests; found by itself where empty.", default="")
    origins: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __repr__(self) -> str:
        return f"Config(data={str(self.data)!r})"


def settings() -> list[tuple[str, str, bool]]:
    """(name, help, secret) of every setting, in the order of the record."""
    return [(f.name, f.metadata["help"], f.metadata["secret"]) for f in fields(Config) if f.name != "origins"]


def shown(config: Config) -> list[tuple[str, str, str]]:
    """(name, value, origin) of every setting; secrets are never shown."""
    rows = []
    for name, _, secret in settings():
        value = getattr(config, name)
        text = ",".join(value) if isinstance(value, tuple) else str(value)
        rows.append((name, HIDDEN if secret and value else text, config.origins[name]))
    return rows


def key_files(config: Config) -> list[Path]:
    """Every file of its own that holds a key."""
    return [getattr(config, name) for name in PLACES if name.endswith("_file")]


def anchors(config: Config) -> Path:
    """The file that keeps the signed heads of the audit trails outside the database."""
    return config.data / "trail_heads.jsonl"


def inboxes(config: Config) -> Path:
    """The folder that holds a watched folder for each client."""
    return config.data / "inbox"


@cache
def load() -> Config:
    """The settings of this process, read once."""
    return read(os.environ, home=Path.home())


def read(environ: Mapping[str, str], *, home: Path) -> Config:
    """Read the settings from `environ` and the file it names (KANTOR_CONFIG, else kantor.toml in the data folder).

    Raises ConfigError with a sentence that says what to change.
    """
    data = Path(environ["KANTOR_DATA"]).expanduser() if environ.get("KANTOR_DATA") else user_data(environ, home=home)
    data = Path(os.path.abspath(data))
    named = environ.get("KANTOR_CONFIG")
    path = Path(named).expanduser() if named else data / "kantor.toml"
    written = _read_file(path, must_exist=bool(named))
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name, _, _ in settings():
        variable = f"KANTOR_{name.upper()}"
        if environ.get(variable):
            values[name], origins[name] = _typed(name, environ[variable], variable), variable
        elif name in written:
            values[name], origins[name] = _typed(name, written.pop(name), str(path)), str(path)
        else:
            origins[name] = DEFAULT
        written.pop(name, None)
    if written:
        known = ", ".join(name for name, _, _ in settings())
        raise ConfigError(f"{path} has the unknown setting {sorted(written)[0]!r}. Known settings: {known}.")
    values["data"] = data
    for name, place in PLACES.items():
        values.setdefault(name, data / place)
    config = Config(**values, origins=origins)
    _check(config)
    return config


def user_data(environ: Mapping[str, str], *, home: Path) -> Path:
    """The user's data directory for Kantor, by the custom of the platform."""
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "kantor"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "kantor"


def _read_file(path: Path, *, must_exist: bool) -> dict[str, Any]:
    if not must_exist and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            f"The settings file {path} cannot be read ({error.strerror}). Correct KANTOR_CONFIG or create the file."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"The settings file {path} is not valid TOML: {error}. Write lines such as: port = 8000") from error


def _typed(name: str, value: Any, origin: str) -> Any:
    wanted = Config.__annotations__[name]
    if wanted is Path and isinstance(value, str):
        return Path(value).expanduser()
    if wanted is bool and (isinstance(value, bool) or str(value).lower() in YES_NO):
        return value if isinstance(value, bool) else YES_NO[str(value).lower()]
    if wanted is int and not isinstance(value, bool):
        try:
            return int(value)
        except (TypeError, ValueError):
            pass
    if wanted is str and isinstance(value, str):
        return value
    if wanted == tuple[str, ...]:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
    kind = {int: "a whole number", bool: "yes or no", Path: "a path", str: "a text"}.get(wanted, "a list of texts")
    raise ConfigError(f"{name} (from {origin}) must be {kind}.")


def _check(config: Config) -> None:
    if config.language not in LANGUAGES:
        raise ConfigError(f"language (from {config.origins['language']}) is {config.language!r}; write one of {', '.join(LANGUAGES)}.")
    if not 0 < config.port < 65536:
        raise ConfigError(f"port (from {config.origins['port']}) is {config.port}; write a number from 1 to 65535.")
    if config.owner_url and not config.database_url:
        raise ConfigError("owner_url is set but database_url is not; give both (application role and owner) or only database_url.")
    if wrong := [one for one in config.guarded_from if network_of(one) is None]:
        raise ConfigError(f"guarded_from (from {config.origins['guarded_from']}) has {wrong[0]!r}; write networks such as 10.2.0.0/16.")
    if config.breached_passwords_file and not Path(config.breached_passwords_file).is_file():
        raise ConfigError(f"breached_passwords_file names {config.breached_passwords_file}, which is no file that can be read.")
    if config.oidc_issuer and not config.oidc_issuer.startswith("https://"):
        raise ConfigError(f"oidc_issuer (from {config.origins['oidc_issuer']}) must begin with https://, as the provider writes itself.")
    if config.oidc_issuer and not (config.oidc_client_id and config.oidc_client_secret):
        raise ConfigError("oidc_issuer is set; give oidc_client_id and oidc_client_secret as well.")
    for name, choices in CHOICES.items():
        if getattr(config, name) not in choices:
            known = " or ".join(filter(None, choices))
            raise ConfigError(f"{name} (from {config.origins[name]}) is {getattr(config, name)!r}; write {known}.")
    _check_witnesses(config)
    _check_outgoing(config)
    for name in ("database_url", "owner_url"):
        url = getattr(config, name)
        if url and not url.startswith(("postgresql://", "postgres://")):
            raise ConfigError(
                f"{name} (from {config.origins[name]}) must begin with postgresql://, for example postgresql://user:password@host:5432/kantor."
            )


def _check_outgoing(config: Config) -> None:
    """Whom the settings themselves name must be on the list; webhooks and the provider's further addresses are looked at when used."""
    if wrong := [one for one in config.outgoing_hosts if "/" in one and network_of(one) is None]:
        raise ConfigError(
            f"outgoing_hosts (from {config.origins['outgoing_hosts']}) has {wrong[0]!r}: write names or networks, no addresses of pages."
        )
    bucket = config.originals_endpoint or ("https://s3.amazonaws.com" if config.originals_bucket else "")
    named = {name: getattr(config, name) for name in ("smtp_url", "timestamp_url", "oidc_issuer")} | {"originals_bucket": bucket}
    for name, url in named.items():
        host = urlsplit(url).hostname or ""
        if url and not is_listed(host, config.outgoing_hosts):
            raise ConfigError(f"{name} leads to {host}, which outgoing_hosts does not list. Add it there, or take {name} away.")


def _check_witnesses(config: Config) -> None:
    if config.smtp_url and not (config.smtp_url.startswith(SMTP) and "@" in config.mail_from):
        raise ConfigError("smtp_url must begin with smtp://, smtps:// or smtp+plain://, and mail_from must be the address mail comes from.")
    if config.timestamp_url and not (config.timestamp_url.startswith(("http://", "https://")) and config.timestamp_roots):
        raise ConfigError(
            "timestamp_url must begin with https:// or http://, and timestamp_roots must name the PEM file with the roots it is trusted by."
        )
