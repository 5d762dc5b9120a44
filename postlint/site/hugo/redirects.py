"""The redirects of the host: `_redirects`, `.htaccess`, `netlify.toml`, `vercel.json`, and templates of the first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from postlint.facts.files import read_text
from postlint.lazy_regex import pattern
from postlint.site.hugo.build_outputs import repository_folders, server_files

_HOST = pattern(r"\Ahttps?://[^/\s]+", re.I)
_MAX_SIZE = 4 << 20
# Of the expressions of a server only plain ones are taken: a path, with anything at its end or nothing.
_SERVER_RULE = pattern(
    r"[ \t]*(?:RewriteRule[ \t]+\"?\^?/?\??(?P<rule>[\w./\\-]+?)(?P<rest>/?\(?\.\*\)?|\(/\.\*\)\?)?/?\??\$?\"?|"
    r"Redirect(?:Permanent)?[ \t]+(?:30\d[ \t]+|permanent[ \t]+)?/(?P<path>[\w./-]+))"
    r"[ \t]+\"?(?P<target>(?:/|https?:)[^\s\"]*)",
    re.I | re.A,
)
_ACTION = pattern(r"\{\{.*?\}\}", re.S)
_HARMLESS = pattern(
    r"\{\{-?\s*(?:/\*.*?\*/|end|else|range[^}]*\.(?:Aliases|Pages|AllPages|RegularPages)\b[^}]*|with[^}]*|"
    r"\.?\s*\|?[^}]*\b(?:RelPermalink|Permalink|printf|relURL)\b[^}]*|if[^}]*|\.|\$\w+(?:\s*:?=[^}]*)?)\s*-?\}\}",
    re.S,
)


class Redirect(NamedTuple):
    """A rule: the paths it takes, and where it sends them."""

    source: str
    target: str


class Redirects:
    """The rules of a host.

    `complete` says whether all of them are known, `foreign` whether paths outside the site's folders may have some.
    """

    def __init__(self, rules: Iterable[Redirect] = (), complete: bool = True, foreign: bool = False) -> None:
        self.complete = complete
        self.foreign = foreign
        self._exact: dict[str, str] = {}
        self._patterns: list[tuple[re.Pattern[str], str]] = []
        for source, target in rules:
            if source in ("/", "/*", ""):
                continue
            if re.search(r"[*:(]", source):
                self._patterns.append((_pattern(source), target))
            else:
                self._exact.setdefault(source.rstrip("/") or "/", target)

    @property
    def targets(self) -> list[str]:
        """The paths of this host that the rules lead to, as written."""
        targets = (*self._exact.values(), *(target for _, target in self._patterns))
        return [target for target in targets if target.startswith("/") and not target.startswith("//")]

    @property
    def any(self) -> bool:
        """Whether any rule is known."""
        return bool(self._exact or self._patterns)

    def find(self, path: str) -> str | None:
        """Where a path is sent; None where no rule takes it."""
        redirect = self._exact.get(path.rstrip("/") or "/")
        if redirect is None:
            redirect = next((target for pattern, target in self._patterns if pattern.match(path)), None)
        return redirect


def _pattern(source: str) -> re.Pattern[str]:
    """The expression for a rule; what stands between two stars is taken where it comes first, and never elsewhere."""
    parts = re.split(r"(/?\*|/:\w+\*?|\(\.\*\))", source)
    stars = ["*" in part for part in parts[1::2]]
    out = [re.escape(parts[0])]
    for number, (part, literal) in enumerate(zip(parts[1::2], parts[2::2], strict=True)):
        if not stars[number]:
            out.append("/[^/]+" + re.escape(literal))
            continue
        anything = "(?:/.*?)??" if part.startswith("/") else ".*?"
        last = not any(stars[number + 1 :])
        out.append(anything + re.escape(literal) if last else f"(?>{anything}{re.escape(literal)})")
    return re.compile("".join(out) + r"/?\Z", re.S)


def redirects_of(root: Path, static: Sequence[Path], templates: Iterable[Path]) -> Redirects:
    """The rules that are found around a site, in its static files and in templates of `_redirects`."""
    rules: list[Redirect] = []
    complete, foreign = True, False
    for folder in static:
        # A build may choose one of several, as `_redirects_production`.
        for file in sorted(folder.glob("_redirects*")):
            rules += _lines(_text(file))
    for file in server_files(root, static):
        rules += _server(_text(file))
    for template in templates:
        text = _text(template)
        # A template without any text stands for one that is not here.
        foreign = foreign or not text.strip()
        complete = complete and not _ACTION.search(_HARMLESS.sub("", text))
        rules += _lines(_ACTION.sub("", text))
    for folder in repository_folders(root):
        rules += _netlify(_text(folder / "netlify.toml"))
        rules += _vercel(_text(folder / "vercel.json"))
    return Redirects(rules, complete, foreign)


def _text(path: Path) -> str:
    try:
        return read_text(path, _MAX_SIZE)
    except OSError:
        return ""


def _lines(text: str) -> Iterator[Redirect]:
    for line in text.splitlines():
        parts = line.partition(" #")[0].split()
        # A source may be a whole address, of this host or of one that leads here.
        source = _HOST.sub("", parts[0]) if parts else ""
        if len(parts) < 2 or not source.startswith("/"):
            continue
        status = parts[-1].rstrip("!")
        # Query parameters may stand between the two; a 404 is no redirect, nor is a page for every path.
        targets = [part for part in parts[1:] if part.startswith(("/", "http"))]
        if targets and status != "404":
            yield Redirect(source, targets[0])


def _server(text: str) -> Iterator[Redirect]:
    """The rules of a `.htaccess` that hang on no condition and send a plain path somewhere else."""
    conditional = False
    for line in text.splitlines():
        rule = _SERVER_RULE.match(line)
        if rule and not conditional:
            path = (rule["rule"] or rule["path"]).replace("\\", "").rstrip("/")
            yield Redirect(f"/{path}/*" if rule["rest"] else f"/{path}", rule["target"])
        conditional = line.lstrip().lower().startswith("rewritecond")


def _netlify(text: str) -> Iterator[Redirect]:
    # Most sites have no such file, and the parser takes longer to import than all else here.
    if "redirects" not in text and "\\" not in text:
        return
    import tomllib

    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    yield from _tables(data.get("redirects"), "from", "to")


def _vercel(text: str) -> Iterator[Redirect]:
    try:
        data = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return
    for key in ("redirects", "rewrites"):
        yield from _tables(data.get(key) if isinstance(data, dict) else None, "source", "destination")


def _tables(rules: Any, source: str, target: str) -> Iterator[Redirect]:
    for rule in rules if isinstance(rules, list) else ():
        if isinstance(rule, dict) and rule.get("status") != 404:
            start, end = rule.get(source), rule.get(target)
            if isinstance(start, str) and isinstance(end, str) and start.startswith("/"):
                yield Redirect(start, end)
