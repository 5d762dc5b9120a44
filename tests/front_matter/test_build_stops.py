"""The values at which Hugo stops the build, held against the real Hugo."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from postlint.site.hugo.build_stops import MARKUPS, REMOVED, reason
from tests.site_map.real_hugo import binary

STOPS = [
    "markup: mmark",
    "markup: blackfriday",
    "cascade: docs",
    "cascade: 5",
    "cascade: [{target: docs}]",
    "_build: {list: never}",
    "build: never",
    "build: {list: [a]}",
    "params: text",
    "params: [a]",
    "sites: text",
    "sitemap: {priority: high}",
    "sitemap: {disable: maybe}",
]
GOES_ON = [
    "markup: md",
    "markup: Goldmark",
    'markup: ""',
    "cascade: {draft: false}",
    "cascade: [{target: {path: /a/**}}]",
    "cascade: [a]",
    "build: {list: never, render: always}",
    "build: {render: false, list: true}",
    "params: {a: 1}",
    "params:",
    'sitemap: {priority: "0.5", disable: "true"}',
    "sitemap: text",
    "resources: text",
    "menu: 5",
]


def judged(line: str) -> bool:
    """Whether a line of a front matter is known to stop the build."""
    [(name, value)] = yaml.safe_load(line).items()
    return name in REMOVED or bool(reason(name, value))


@pytest.mark.skipif(binary() is None, reason="needs Hugo")
@pytest.mark.parametrize("line", [*STOPS, *GOES_ON])
def test_as_hugo_does(line: str, tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text('baseURL = "https://blog.example/"\ndisableKinds = ["taxonomy", "term"]\n')
    for name, text in {"layouts/all.html": "{{ .Content }}", "content/b.md": f"---\ntitle: B\n{line}\n---\n"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    hugo = binary()
    assert hugo
    done = subprocess.run([hugo, "-s", str(tmp_path), "--quiet"], capture_output=True, text=True, timeout=300)
    assert (done.returncode != 0) is judged(line), done.stdout + done.stderr
    assert judged(line) is (line in STOPS)


def test_every_format_has_a_name_in_small_letters() -> None:
    assert all(name == name.lower() for name in MARKUPS)
