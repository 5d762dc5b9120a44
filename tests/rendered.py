"""The real Hugo as a judge of what a reader sees: the visible text of articles as it publishes them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

_LAYOUT = "BEGINS{{ .Content }}ENDS"
_CONFIG = """baseURL = "https://example.org/"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "404"]
[markup.goldmark]
renderer.unsafe = {unsafe}
extensions.typographer.disable = true
"""
_CONTENT = re.compile(r"BEGINS(.*)ENDS", re.S)
_UNSEEN = frozenset({"script", "style", "template", "textarea", "svg", "math"})
_CODE = frozenset({"code", "pre", "kbd", "samp", "tt"})
_INLINE = frozenset(
    "a abbr b bdi bdo cite data del dfn em i ins mark q s small span strong strike sub sup time u var font big".split()
)
CODE = "\ufffc"
"""What stands in a visible text for code and pictures."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN or tag in _CODE:
            if not self.unseen and tag in _CODE:
                self.parts.append(CODE)
            self.unseen.append(tag)
        elif tag in ("img", "video", "iframe"):
            self.parts.append(CODE)
        elif tag not in _INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            while self.unseen.pop() != tag:
                pass
        elif tag not in _INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)


def visible(html: str) -> str:
    """The text of a page that a reader sees, with code and pictures made one sign."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


def rendered(
    program: str, folder: Path, articles: Mapping[str, str], *, unsafe: bool = True, config: str = ""
) -> dict[str, str]:
    """The HTML that Hugo makes of the articles of a site, by their names; these may have no slash and no dot."""
    (folder / "content").mkdir(parents=True)
    (folder / "layouts").mkdir()
    (folder / "layouts" / "all.html").write_text(_LAYOUT, "utf-8")
    (folder / "hugo.toml").write_text(_CONFIG.format(unsafe=str(unsafe).lower()) + config, "utf-8")
    for name, text in articles.items():
        (folder / "content" / f"{name}.md").write_text(text, "utf-8", newline="")
    command = [program, "--source", str(folder), "--destination", str(folder / "public"), "--noBuildLock"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    pages: dict[str, str] = {}
    for name in articles:
        page = folder / "public" / name.lower() / "index.html"
        match = _CONTENT.search(page.read_text("utf-8")) if page.exists() else None
        pages[name] = match[1] if match else ""
    return pages
