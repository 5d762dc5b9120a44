"""What the configuration says about links, and what it cannot say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from postlint.config.configuration import ConfigError
from postlint.config.loading import load
from postlint.external.outcome import Cause
from postlint.external.settings import Host, Settings, SettingsError, settings_of
from postlint.external.uses import fragment_of, key_of


def test_hosts_take_the_nearest_pattern() -> None:
    table = {
        "limit": 3,
        "interval": 0.5,
        "hosts": {"*": {"limit": 5}, "*.example.org": {"limit": 2}, "api.example.org": {"interval": 1}},
    }
    settings, _ = settings_of(table, {})
    found = {name: settings.host(name) for name in ("api.example.org", "www.example.org", "example.org")}
    assert {name: (host.limit, host.interval) for name, host in found.items()} == {
        "api.example.org": (3, 1.0),
        "www.example.org": (2, 0.5),
        "example.org": (5, 0.5),
    }


def test_secrets_come_from_variables_of_postlint() -> None:
    table = {"hosts": {"api.dev": {"headers": {"Authorization": "Bearer ${POSTLINT_TOKEN}", "X-A": "b"}}}}
    settings, notes = settings_of(table, {"POSTLINT_TOKEN": "s3cret\n"})
    host = settings.host("api.dev")
    assert host.headers == {"Authorization": "Bearer s3cret", "X-A": "b"}
    assert host.secret == {"Authorization"}
    assert not notes
    assert "s3cret" not in repr(settings)
    assert settings.host("evil.dev").headers == {}
    settings, notes = settings_of(table, {})
    assert settings.host("api.dev").headers == {"X-A": "b"}
    assert notes == ["POSTLINT_TOKEN is not set, so the header 'Authorization' is not sent"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"hosts": {"a.dev": {"headers": {"X": "${AWS_SECRET_ACCESS_KEY}"}}}}, "begins with POSTLINT_"),
        ({"hosts": {"*": {"headers": {"X": "y"}}}}, "not for all hosts"),
        ({"hosts": {"a.dev": {"headers": {"Host": "b.dev"}}}}, "cannot be set"),
        ({"hosts": {"a.dev": {"headers": {"X Y": "b"}}}}, "cannot be set"),
        ({"hosts": {"a.dev": {"headers": {"X": "a\r\nY: b"}}}}, "characters that no header can have"),
        ({"hosts": {"https://a.dev/": {}}}, "is not a host"),
        ({"limit": 0}, "more than 0"),
        ({"interval": -1}, "out of range"),
        ({"accept": ["403"]}, "list of statuses"),
        ({"timeout": 0}, "more than 0"),
    ],
)
def test_what_cannot_be_used(table: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        settings_of(table, {"AWS_SECRET_ACCESS_KEY": "x"})


def test_a_bad_secret_is_not_shown() -> None:
    table = {"hosts": {"api.dev": {"headers": {"X": "${POSTLINT_TOKEN}"}}}}
    with pytest.raises(SettingsError) as error:
        settings_of(table, {"POSTLINT_TOKEN": "s3\ncret"})
    assert "cret" not in str(error.value).replace("secret", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[links]\nagee = 3\n", "postlint.toml:2: unknown option 'agee'; did you mean 'age'?"),
        ("[links]\nage = '3'\n", "postlint.toml:2: 'age' must be a number; found a string"),
        ("[links]\nexclude = [1]\n", "postlint.toml:2: 'exclude' must be a list of strings"),
        ("[links.hosts.'a.dev']\nlimits = 3\n", "postlint.toml:2: unknown option 'limits'; did you mean 'limit'?"),
    ],
)
def test_keys_are_checked(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "postlint.toml").write_text(text)
    with pytest.raises(ConfigError) as error:
        load(tmp_path)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("https://a.dev/docs/x", None),
        ("https://a.dev/other", Cause.EXCLUDED),
        ("https://a.dev/docs/draft/x", Cause.EXCLUDED),
        ("https://www.my.dev/docs/", Cause.OWN),
        ("https://sub.example.com/docs/", Cause.RESERVED),
        ("https://nas.local/docs/", Cause.RESERVED),
        ("https://%68ost/docs/", Cause.INVALID),
        ("https:///docs/", Cause.INVALID),
    ],
)
def test_what_is_skipped(url: str, cause: Cause | None) -> None:
    settings = Settings(include=("*/docs/*",), exclude=("*/draft/*",), own=frozenset({"www.my.dev"}))
    assert settings.reason_to_skip(url) == cause


def test_private_names_are_asked_where_private_addresses_are() -> None:
    settings = Settings(private=True)
    urls = ("http://localhost/", "http://nas.local/", "http://example.com/", "http://a.invalid/")
    assert [settings.reason_to_skip(url) for url in urls] == [None, None, Cause.RESERVED, Cause.RESERVED]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://A.dev", "https://a.dev/"),
        ("HTTP://a.dev:80/B?c=d#e", "http://a.dev/B?c=d"),
        ("//a.dev/x", "https://a.dev/x"),
        ("https://a.dev:8443/ä b", "https://a.dev:8443/%C3%A4%20b"),
        ("https://a.dev/%C3%A4?q=ü", "https://a.dev/%C3%A4?q=%C3%BC"),
        ("https://[::1]:80/", "https://[::1]:80/"),
        ("https://a.dev/a\nb", "https://a.dev/ab"),
        ("https://[bad/", "https://[bad/"),
        ("https://a.dev:99999/", "https://a.dev:99999/"),
        ("mailto:a@b.c", None),
        ("/about/", None),
        ("ftp://a.dev/", None),
        ("https:/a.dev", None),
    ],
)
def test_keys(url: str, key: str | None) -> None:
    assert key_of(url) == key


def test_fragments() -> None:
    assert [fragment_of(f"https://a.dev/#{each}") for each in ("a", "%C3%A4", "!/x", "/route", ":~:text=x", "top")] == [
        "a",
        "ä",
        "",
        "",
        "",
        "",
    ]


def test_defaults_are_polite() -> None:
    assert Host().limit <= 4
    assert Host().interval >= 0.1
    assert not Settings().private
