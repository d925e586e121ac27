import os
import re
import stat
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import env

ROOT = Path(__file__).resolve().parents[2]


def error_message(read, *args, **environ):
    with pytest.raises(env.ConfigError) as caught:
        read(*args, environ=environ)
    return str(caught.value)


def test_an_empty_variable_is_not_set():
    assert env.text("NAME", "fallback", {"NAME": "  "}) == "fallback"
    assert env.flag("DEBUG", True, {"DEBUG": ""}) is True


@pytest.mark.parametrize(
    ("written", "meant"), [("on", True), ("TRUE", True), ("1", True), ("off", False), ("No", False)]
)
def test_flags(written, meant):
    assert env.flag("DEBUG", not meant, {"DEBUG": written}) is meant


def test_a_flag_is_on_or_off():
    assert error_message(env.flag, "DEBUG", False, DEBUG="maybe") == "DEBUG: 'maybe' is neither on nor off"


@pytest.mark.parametrize("written", ["0", "65536", "http", "-1", "8000.0", "٣", "9" * 5000])
def test_a_port_is_a_number_in_range(written):
    assert error_message(env.number, "PORT", 8000, 1, 65535, PORT=written) == (
        f"PORT: {written!r} is not a whole number from 1 to 65535"
    )


def test_numbers():
    assert env.number("PORT", 8000, 1, 65535, {}) == 8000
    assert env.number("PORT", 8000, 1, 65535, {"PORT": "8001"}) == 8001


def test_a_choice_is_one_of_those():
    assert env.choice("LOG_LEVEL", "INFO", ["INFO", "ERROR"], {"LOG_LEVEL": "error"}) == "ERROR"
    assert error_message(env.choice, "LOG_LEVEL", "INFO", ["INFO", "ERROR"], LOG_LEVEL="loud") == (
        "LOG_LEVEL: 'LOUD' is not one of INFO, ERROR"
    )


def test_hosts_are_names():
    assert env.hosts("ALLOWED_HOSTS", "a", {"ALLOWED_HOSTS": "x.org, y.org,"}) == ["x.org", "y.org"]
    assert env.hosts("ALLOWED_HOSTS", "[::1],127.0.0.1,.y.org,*") == ["[::1]", "127.0.0.1", ".y.org", "*"]
    for wrong in ("https://x.org", "x.org/", "a b", "x.org:8000", "[::1]:8000", "127.0.0.1:80"):
        assert error_message(env.hosts, "ALLOWED_HOSTS", "", ALLOWED_HOSTS=wrong) == (
            f"ALLOWED_HOSTS: {wrong!r} is not a host name (no scheme, port, path or space; commas between)"
        )


def test_a_sender_is_a_mail_address():
    for right in ("archive@example.org", "The Archive <archive@example.org>"):
        assert env.sender("EMAIL_FROM", "", {"EMAIL_FROM": right}) == right
    assert env.sender("EMAIL_FROM", "verbatim@localhost", {}) == "verbatim@localhost"
    for wrong in ("archive", "a@", "a@b@c.org x", "a@example.org\nBcc: b@example.org"):
        assert error_message(env.sender, "EMAIL_FROM", "", EMAIL_FROM=wrong) == (
            f"EMAIL_FROM: {wrong!r} is not a mail address"
        )


def test_a_folder_with_programs_is_there(tmp_path):
    def read(**environ):
        return env.existing_folder("POSTGRES_PROGRAMS", "/nowhere", environ)

    assert (read(), read(POSTGRES_PROGRAMS=str(tmp_path))) == ("/nowhere", str(tmp_path))
    missing = tmp_path / "missing"
    with pytest.raises(env.SettingError, match=f"POSTGRES_PROGRAMS: {missing} is not a folder"):
        read(POSTGRES_PROGRAMS=str(missing))


@pytest.mark.parametrize("host", ["*", ".example.org"])
def test_who_takes_any_name_says_which_is_the_sites(host):
    """Else the link of a mail that sets a password leads where a stranger wants."""
    with pytest.raises(env.SettingError, match="SITE_URL: not set, and ALLOWED_HOSTS takes many names"):
        env.check_one_site(["localhost", host], "")
    env.check_one_site(["localhost", host], "https://archive.example.org")
    env.check_one_site(["localhost", "archive.example.org"], "")


def test_origins_have_a_scheme():
    assert env.origins("ORIGINS", {"ORIGINS": "https://x.org"}) == ["https://x.org"]
    assert error_message(env.origins, "ORIGINS", ORIGINS="x.org") == (
        "ORIGINS: 'x.org' is not of the form https://archive.example.org"
    )
    for unusable in (
        "https://",
        "https://x.org/archive",
        "ftp://x.org",
        "https://x.org:99999",
        "https://x.org:a",
    ):
        assert unusable in error_message(env.origins, "ORIGINS", ORIGINS=unusable)


def test_a_host_is_one_name():
    assert env.host("HOST", "127.0.0.1", {"HOST": "::1"}) == "::1"
    assert error_message(env.host, "HOST", "127.0.0.1", HOST="a,b") == "HOST: 'a,b' is not one host name"
    assert error_message(env.host, "HOST", "127.0.0.1", HOST="a b").startswith(
        "HOST: 'a b' is not a host name"
    )


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "file").touch()
    assert env.folder("VAR_DIR", tmp_path, {}) == tmp_path
    assert error_message(env.folder, "VAR_DIR", tmp_path, VAR_DIR=f"{tmp_path}/file") == (
        f"VAR_DIR: {tmp_path}/file is not a folder"
    )


def test_no_address_of_a_database():
    assert env.database("DATABASE_URL", {}) is None


def test_the_parts_of_an_address_of_a_database():
    url = "postgresql://ada:p%40ss@db.example:5433/arch%C3%ADve?sslmode=require"
    assert env.database("DATABASE_URL", {"DATABASE_URL": url}) == {
        "ENGINE": "archive.database",
        "NAME": "archíve",
        "USER": "ada",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_an_address_may_name_a_socket_folder():
    database = env.database("DATABASE_URL", {"DATABASE_URL": "postgres:///verbatim?host=/run/postgresql"})
    assert (database["HOST"], database["NAME"], database["OPTIONS"]) == ("/run/postgresql", "verbatim", {})


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("verbatim", "must be postgresql://user:password@host:5432/name"),
        ("mysql://u:secret@h/n", "must be postgresql://user:password@host:5432/name"),
        ("postgresql://u:secret@h", "names no database: postgresql://user:password@host:5432/name"),
        ("postgresql://u:secret@h/a/b", "names no database: postgresql://user:password@host:5432/name"),
        ("postgresql://u:secret@h/n?ssl=1", "unknown option 'ssl'"),
    ],
)
def test_a_wrong_address_of_a_database_is_named_but_not_shown(url, said):
    assert error_message(env.database, "DATABASE_URL", DATABASE_URL=url) == f"DATABASE_URL: {said}"


@given(st.text(alphabet="postgresql:/@?[]#%=&.5 é\n", max_size=40))
def test_no_address_of_a_database_ends_in_a_traceback(url):
    with suppress(env.SettingError):
        env.database("DATABASE_URL", {"DATABASE_URL": url})


def test_a_key_is_long_enough():
    assert env.secret_key("SECRET_KEY", None, {"SECRET_KEY": "k" * 32}) == "k" * 32
    assert (
        error_message(env.secret_key, "SECRET_KEY", None, SECRET_KEY="k" * 31)
        == "SECRET_KEY: shorter than 32 characters"
    )


def test_a_key_must_be_given_where_none_is_kept():
    assert error_message(env.secret_key, "SECRET_KEY", None).startswith("SECRET_KEY: not set")


def test_a_kept_key_is_made_once_for_its_owner_only(tmp_path):
    path = tmp_path / "var" / "secret-key"
    key = env.secret_key("SECRET_KEY", path, {})
    assert len(key) > 50
    assert env.secret_key("SECRET_KEY", path, {}) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(path.parent) == ["secret-key"]


def test_a_kept_key_that_is_damaged_is_named(tmp_path):
    path = tmp_path / "secret-key"
    path.write_text("short")
    assert error_message(env.secret_key, "SECRET_KEY", path).startswith(f"{path}: contains no key")


def test_stopping_prints_one_line(capsys):
    with pytest.raises(SystemExit) as end, env.exit_on_config_error(status=3):
        raise env.SettingError("PORT", "wrong")
    assert end.value.code == 3
    assert capsys.readouterr().err == "PORT: wrong\n"


def test_every_setting_is_in_the_table_for_operators():
    settings = (ROOT / "config" / "settings.py").read_text()
    read = set(re.findall(r'(?:env|identity_provider)\.\w+\(\s*"([A-Z_]+)"', settings))
    table = (ROOT / "docs" / "operations.md").read_text().partition("## Settings")[2]
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)) == read
