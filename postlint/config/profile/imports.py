"""What the settings of other tools in a repository say that postlint has a setting for: data, and nothing of it is run.

Only regular files within the repository are read, and no more of them than a megabyte.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from postlint.config.profile.proposal import Proposal
from postlint.document import front_matter
from postlint.facts.files import MEGABYTE, read_text, real

_COMMENT = re.compile(r'("(?:\\.|[^"\\])*(?:"|\Z))|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)')
_MOST = 20_000
"""How many lines or items of a file are taken."""
_WORD = re.compile(r"[^\W\d_][\w'’.+#-]{0,39}")
_MARKDOWNLINT = {
    "md001": "heading/skipped-level",
    "md011": "link/reversed",
    "md012": "text/extra-blank-lines",
    "md018": "heading/missing-space",
    "md024": "heading/duplicate",
    "md025": "heading/h1",
    "md037": "emphasis/stray-space",
    "md039": "link/padded-text",
    "md042": "link/empty",
    "md045": "image/no-alt",
    "md051": "anchor/broken",
    "md052": "link/undefined-reference",
    "md053": "link/unused-definition",
    "md059": "link/generic-text",
}
"""The rules that find the same as one of postlint's."""
_ALIASES = {
    "heading-increment": "md001",
    "no-reversed-links": "md011",
    "no-multiple-blanks": "md012",
    "no-missing-space-atx": "md018",
    "no-duplicate-heading": "md024",
    "single-title": "md025",
    "single-h1": "md025",
    "no-space-in-emphasis": "md037",
    "no-space-in-links": "md039",
    "no-empty-links": "md042",
    "no-alt-text": "md045",
    "link-fragments": "md051",
    "reference-links-images": "md052",
    "link-image-reference-definitions": "md053",
    "descriptive-link-text": "md059",
}


class Imports:
    """The settings of other tools in a repository."""

    def __init__(self, top: Path, defaults: Mapping[str, bool]) -> None:
        """`top` is the folder of the repository; `defaults` says of each rule whether it is on by default."""
        self.top = top
        self._defaults = defaults
        self.unread: list[str] = []
        """What could not be read or taken over, in words."""

    def proposals(self, spelled: Iterable[str]) -> list[Proposal]:
        """What they say; of words, only those among `spelled`, the words that postlint finds misspelt."""
        suspects = {word.casefold(): word for word in spelled}
        return [*self._rules(), *self._words(suspects), *self._links()]

    # --- files

    def _text(self, name: str) -> str | None:
        """The text of a file of the repository; None where there is none that is read."""
        file = self.top / name
        try:
            if not real(file).is_relative_to(real(self.top)):
                self.unread.append(f"{name} is not read: it leads out of the repository")
                return None
            return read_text(file, MEGABYTE) if file.exists() else None
        except (OSError, ValueError) as error:
            self.unread.append(f"{name} cannot be read: {getattr(error, 'strerror', '') or error}")
            return None

    def _data(self, names: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The files of some names that hold a table, and the table."""
        for name in names:
            text = self._text(name)
            if text is None:
                continue
            try:
                data = _parser(name)(text)
            except (ValueError, RecursionError):
                self.unread.append(f"{name} is not taken over: it cannot be read as {name.rpartition('.')[2].upper()}")
                continue
            if isinstance(data, dict):
                yield name, data

    # --- rules that are off, or on

    def _rules(self) -> Iterator[Proposal]:
        switches: dict[str, tuple[str, bool, str]] = {}
        stems = (".markdownlint", ".markdownlint-cli2")
        for name, data in self._data(f"{stem}{end}" for stem in stems for end in (".jsonc", ".json", ".yaml", ".yml")):
            own = data.get("config", {}) if "cli2" in name else data
            for key, value in own.items() if isinstance(own, dict) else ():
                self._set(switches, key, value is not False, name)
        for name, data in self._data([".rumdl.toml", "rumdl.toml"]):
            general = data.get("global", {})
            for setting, on in (("disable", False), ("enable", True)):
                for key in _texts(general.get(setting) if isinstance(general, dict) else None):
                    self._set(switches, key, on, name)
        for rule, (key, on, name) in sorted(switches.items()):
            if on != self._defaults.get(rule, on):
                setting = "extend-select" if on else "ignore"
                yield Proposal((setting,), rule, f"{key} is {'on' if on else 'off'} in {name}", item=True)

    def _set(self, switches: dict[str, tuple[str, bool, str]], key: Any, on: bool, name: str) -> None:
        low = str(key).lower()
        number = _ALIASES.get(low, low)
        if number in _MARKDOWNLINT:
            switches.setdefault(_MARKDOWNLINT[number], (number.upper(), on, name))

    # --- words

    def _words(self, suspects: Mapping[str, str]) -> Iterator[Proposal]:
        allowed, unwanted = dict[str, str](), dict[str, tuple[str, str]]()
        for where, accepted, rejected in (*self._vale(), *self._cspell()):
            allowed |= {word.casefold(): where for word in accepted if _WORD.fullmatch(word)}
            for entry in rejected:
                word, _, better = (part.strip() for part in entry.partition("->"))
                if _WORD.fullmatch(word) and (not better or _WORD.fullmatch(better)):
                    unwanted.setdefault(word, (better, where))
        for low in sorted(suspects.keys() & allowed.keys()):
            for rule in ("spelling/misspelling", "spelling/rare-variant"):
                yield Proposal(("rules", rule, "allow"), suspects[low], f"a word of {allowed[low]}", item=True)
        for word, (better, where) in sorted(unwanted.items()):
            yield Proposal(("rules", "text/term", "words", word), better, f"unwanted by {where}")

    def _vale(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """The vocabularies of Vale: where, the words that are right, and those that are not."""
        text = self._text(".vale.ini") or self._text("_vale.ini") or ""
        settings = {
            match[1].lower(): match[2].strip() for match in re.finditer(r"^(\w+)[ \t]*=[ \t]*(\S.*)$", text, re.M)
        }
        styles = settings.get("stylespath", "styles").strip("/")
        for vocabulary in settings.get("vocab", "").split(","):
            name = vocabulary.strip()
            for folder in (f"{styles}/config/vocabularies/{name}", f"{styles}/Vocab/{name}") if name else ():
                lists = [self._lines(f"{folder}/{kind}.txt") for kind in ("accept", "reject")]
                if any(lists):
                    yield f"{folder}/accept.txt", lists[0], lists[1]

    def _cspell(self) -> Iterator[tuple[str, list[str], list[str]]]:
        plain = [f"{dot}{stem}" for stem in ("cspell", "cSpell", "cspell.config") for dot in ("", ".")]
        names = [f"{stem}.{end}" for stem in plain for end in ("json", "jsonc", "yaml", "yml")]
        for name, data in self._data(names):
            yield name, _texts(data.get("words")) + _texts(data.get("ignoreWords")), _texts(data.get("flagWords"))

    def _lines(self, name: str) -> list[str]:
        lines = (line.strip() for line in (self._text(name) or "").splitlines()[:_MOST])
        return [line for line in lines if line and not line.startswith("#")]

    # --- external links

    def _links(self) -> Iterator[Proposal]:
        given = [(".lycheeignore", line) for line in self._lines(".lycheeignore")]
        for name, data in self._data(["lychee.toml", ".lychee.toml"]):
            given += [(name, expression) for expression in _texts(data.get("exclude"))]
        for name, expression in given:
            pattern = glob_of(expression)
            if pattern is None:
                self.unread.append(f"{name}: {expression[:60]!r} is no pattern with * and is not taken over")
            else:
                yield Proposal(("links", "exclude"), pattern, f"from {name}", item=True)


def glob_of(expression: str) -> str | None:
    """A regular expression as a pattern with `*`; None where it says more than such a pattern can."""
    start, end = expression.startswith("^"), expression.endswith("$")
    text = expression[start : len(expression) - end]
    parts = re.findall(r"\.\*|https\?|\\[^\w]|[^\\.*+?()\[\]{}|^$]|\.", text)
    if "".join(parts) != text or not text:
        return None
    # A full stop that is not escaped stands for itself in all but name.
    glob = "".join({".*": "*", "https?": "http*", ".": "."}.get(part, part.lstrip("\\")) for part in parts)
    glob = re.sub(r"\?", "[?]", glob)
    return re.sub(r"\*+", "*", f"{'' if start else '*'}{glob}{'' if end else '*'}")


def _texts(value: Any) -> list[str]:
    return [item for item in value[:_MOST] if isinstance(item, str)] if isinstance(value, list) else []


def _parser(name: str) -> Callable[[str], Any]:
    """What reads a file of that name. Raises ValueError and RecursionError."""
    if name.endswith(".toml"):
        return tomllib.loads
    return yaml_data if name.endswith((".yaml", ".yml")) else _json


def _json(text: str) -> Any:
    return json.loads(_COMMENT.sub(lambda match: match[1] or "", text.removeprefix("\ufeff")))


def yaml_data(text: str) -> Any:
    """The table of a YAML file, read as a front matter is. Raises ValueError where it is no YAML."""
    body = text.removeprefix("\ufeff").removeprefix("---\n").replace("\n---", "\n# ---")
    front = front_matter.parse(f"---\n{body}\n---\n")
    if front is None or front.problems:
        raise ValueError("no YAML")
    return front.data
