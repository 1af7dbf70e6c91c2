"""The settings: read from environment and file, each with its origin, refused with a sentence, secrets never shown."""

from pathlib import Path

import pytest

from kantor.site.config import HIDDEN, ConfigError, read, settings, shown


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "kantor.toml").write_text('port = 9000\nlanguage = "de"\nallowed_hosts = ["a", "b"]\n')
    config = read({"KANTOR_DATA": str(tmp_path), "KANTOR_PORT": "9100"}, home=tmp_path)
    assert (config.port, config.language, config.allowed_hosts, config.host) == (9100, "de", ("a", "b"), "127.0.0.1")
    origins = {name: origin for name, _, origin in shown(config)}
    assert origins["port"] == "KANTOR_PORT"
    assert origins["language"] == str(tmp_path / "kantor.toml")
    assert origins["host"] == "default"


def test_data_lie_in_the_users_data_folder_unless_told_otherwise(tmp_path: Path) -> None:
    assert read({"XDG_DATA_HOME": str(tmp_path / "d")}, home=tmp_path).data.parts[-2:] in {
        ("d", "kantor"),
        ("Application Support", "kantor"),
    }
    assert read({"KANTOR_DATA": str(tmp_path / "x")}, home=tmp_path).originals == tmp_path / "x" / "originals"


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    config = read({"KANTOR_DATA": str(tmp_path), "KANTOR_DATABASE_URL": "postgresql://u:hush@h/d"}, home=tmp_path)
    assert "hush" not in repr(config) + str(shown(config))
    assert ("database_url", HIDDEN, "KANTOR_DATABASE_URL") in shown(config)


@pytest.mark.parametrize(
    ("environ", "written", "sentence"),
    [
        ({"KANTOR_PORT": "many"}, "", r"port \(from KANTOR_PORT\) must be a whole number"),
        ({"KANTOR_PORT": "70000"}, "", "from 1 to 65535"),
        ({"KANTOR_LANGUAGE": "fr"}, "", "one of en, de, pl, id"),
        ({"KANTOR_OWNER_URL": "postgresql://h/d"}, "", "give both"),
        ({"KANTOR_DATABASE_URL": "mysql://h/d"}, "", "must begin with postgresql://"),
        ({"KANTOR_CONFIG": "/nowhere/kantor.toml"}, "", "cannot be read"),
        ({"KANTOR_OUTGOING_HOSTS": "https://id.example"}, "", "no addresses of pages"),
        (
            {"KANTOR_OUTGOING_HOSTS": "a.example", "KANTOR_SMTP_URL": "smtp://b.example", "KANTOR_MAIL_FROM": "k@a.example"},
            "",
            "smtp_url leads to b",
        ),
        (
            {"KANTOR_OUTGOING_HOSTS": "a.example", "KANTOR_TIMESTAMP_URL": "https://tsa.example", "KANTOR_TIMESTAMP_ROOTS": "r.pem"},
            "",
            "timestamp_url leads to tsa.example, which outgoing_hosts does not list",
        ),
        ({"KANTOR_OUTGOING_HOSTS": "a.example", "KANTOR_ORIGINALS_BUCKET": "b"}, "", "originals_bucket leads to s3.amazonaws.com"),
        ({}, "prot = 8000", r"unknown setting 'prot'\. Known settings: .*port"),
        ({}, "port == 8000", "not valid TOML"),
        ({}, "host = 8", "host .* must be a text"),
        ({}, "allowed_hosts = [1]", "a list of texts"),
    ],
)
def test_a_wrong_setting_is_refused_with_a_sentence(environ: dict[str, str], written: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "kantor.toml").write_text(written)
    with pytest.raises(ConfigError, match=sentence):
        read({"KANTOR_DATA": str(tmp_path), **environ}, home=tmp_path)


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, help, _ in settings() if len(help) < 20 or not help.endswith(".")] == []
