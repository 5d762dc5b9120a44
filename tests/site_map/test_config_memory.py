"""What the text of a configuration says is remembered for later runs, and is then the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from postlint.run.cache import CachedValue
from postlint.site.hugo import config

TEXTS = {
    "yaml": "title: A site\nparams: {on: 2024-05-01, when: 2024-05-01T10:00:00Z, few: [1, 2.0, .5], no: null}\n",
    "toml": 'title = "A site"\nbig = 9223372036854775807\non = 2024-05-01\nat = 10:00:00\n[params]\nyes = true\n',
    "json": '{"title": "\\ud83d\\ude00", "Params": {"A": [], "b": {"x": "\\u0000y"}}}',
}


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    yield
    config.remember(None)
    config._data.cache_clear()


def said(root: Path, text: str, suffix: str) -> dict[str, Any]:
    (root / f"hugo.{suffix}").write_text(text, encoding="utf-8")
    config._data.cache_clear()
    return config.load(root)


@pytest.mark.parametrize("suffix", TEXTS)
def test_a_text_says_the_same_where_it_is_remembered(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = said(tmp_path, TEXTS[suffix], suffix)
    folder = tmp_path / "cache"
    config.remember(lambda text: CachedValue(folder, "settings-0123456789abcdef", "0" * 32))
    assert said(tmp_path, TEXTS[suffix], suffix) == expected
    assert [file.name for file in folder.glob("settings-*")] == ["settings-0123456789abcdef"]
    monkeypatch.setattr(config, "_parsed", lambda text, suffix: pytest.fail("it is not parsed again"))
    again = said(tmp_path, TEXTS[suffix], suffix)
    assert again == expected
    assert repr(again) == repr(expected)


@pytest.mark.parametrize("value", ["{most: .inf}", '{"\\0date": "2024-05-01"}', '{"\\0x": y}'])
def test_what_would_be_something_else_is_not_remembered(value: str, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    config.remember(lambda text: CachedValue(folder, "settings-0123456789abcdef", "0" * 32))
    assert said(tmp_path, f"title: A site\nparams: {value}\n", "yaml")
    assert not folder.exists()


def test_damage_is_no_answer(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    file = folder / "settings-0123456789abcdef"
    config.remember(lambda text: CachedValue(folder, file.name, "0" * 32))
    expected = said(tmp_path, TEXTS["yaml"], "yaml")
    for damage in (b"", b"{", b'["1", {}]', b'["%s", {"a": {"\\u0000date": "no"}}]' % (b"0" * 32)):
        file.write_bytes(damage)
        assert said(tmp_path, TEXTS["yaml"], "yaml") == expected
