"""The profile as a configuration file: what is missing is added, and all that stands there stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

import tomlkit
from tomlkit.items import AbstractTable, Array

from postlint.config.profile.proposal import Proposal

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

HEADING = (
    "Learned from the articles by `postlint init`. What you change stays; put a # before a line that is not meant."
)
OFFERS = "Offered, and not set: take the “# ” away from a table and its lines to set them."
_ENDS = re.compile(r",?\s*(?:#|\Z)|,(?=\s)| ?=")
_WIDEST = 200
"""How many characters of evidence stand on a line."""


def written(text: str, proposals: Iterable[Proposal], prefix: tuple[str, ...] = ()) -> str:
    """A configuration with what is proposed and not yet said; `prefix` is `tool`, `postlint` in a pyproject.toml."""
    document = tomlkit.parse(text)
    added = _missing(document, proposals, prefix)
    if not added:
        return text
    if not text.strip():
        document.add(tomlkit.comment(HEADING))
        document.add(tomlkit.nl())
    for proposal in added:
        if proposal.enforced:
            _add(document, proposal, prefix)
    result = _spaced(tomlkit.dumps(document), text)
    result = _with_offers(result.replace("\r\n", "\n"), [proposal for proposal in added if not proposal.enforced])
    return result.replace("\n", "\r\n") if "\r\n" in text else result


def _spaced(text: str, before: str) -> str:
    """A text with a blank line between a line that is new and the heading of the table after it."""
    known, lines = frozenset(before.splitlines()), text.splitlines(keepends=True)
    last = ""
    spaced: list[str] = []
    for line in lines:
        new = last.strip() and last.rstrip("\r\n") not in known
        spaced += ["\n", line] if new and line.startswith("[") else [line]
        last = line
    return "".join(spaced)


def _missing(document: TOMLDocument, proposals: Iterable[Proposal], prefix: tuple[str, ...]) -> list[Proposal]:
    """The proposals that say something new: of what is set, also to something else, none."""
    text = tomlkit.dumps(document)
    refused = set(_refused(text))
    new: list[Proposal] = []
    for proposal in proposals:
        there = _value(document, (*prefix, *proposal.path))
        is_set = isinstance(there, list) and proposal.value in there if proposal.item else there is not None
        is_set = is_set or _line_key(proposal, prefix) in refused
        if not is_set and (proposal.enforced or _line_of(proposal) not in text):
            new.append(proposal)
    return new


def _refused(text: str) -> Iterator[tuple[str, str]]:
    """The lines that somebody has made comments, by the heading of their table: they are not proposed again."""
    table = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and "]" in line:
            table = line[1 : line.rindex("]")]
        elif line.startswith("#"):
            # An item of a list stands before its comma, a key before what it is set to.
            yield table, _ENDS.split(line.lstrip("# "), maxsplit=1)[0]


def _line_key(proposal: Proposal, prefix: tuple[str, ...]) -> tuple[str, str]:
    """The table in which a proposal is written, and how its line begins."""
    *tables, key = (*prefix, *proposal.path)
    if proposal.item and not _is_inline(proposal):
        return _heading(tables), tomlkit.item(proposal.value).as_string()
    if _is_inline(proposal):
        key = tables.pop()
    return _heading(tables), tomlkit.key(key).as_string()


def _heading(tables: Iterable[str]) -> str:
    return ".".join(tomlkit.key(name).as_string() for name in tables)


def _is_inline(proposal: Proposal) -> bool:
    """Whether it is a setting of a field or a shortcode, all of which stand on one line."""
    return len(proposal.path) > 2 and proposal.path[-3] in ("fields", "shortcodes")


def _value(document: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    place: Any = document
    for key in path:
        if not isinstance(place, Mapping) or key not in place:
            return None
        place = place[key]
    return place


def _add(document: TOMLDocument, proposal: Proposal, prefix: tuple[str, ...]) -> None:
    *tables, key = (*prefix, *proposal.path)
    inline = _is_inline(proposal)
    place: Any = document
    for index, name in enumerate(tables):
        if name not in place:
            last = index == len(tables) - 1
            place[name] = tomlkit.inline_table() if inline and last else tomlkit.table(is_super_table=not last)
        place = place[name]
    comment = _comment(proposal.why)
    if not proposal.item:
        place[key] = proposal.value
        item = cast("AbstractTable", _parent(document, tables)) if inline else place
        holder = item[tables[-1]] if inline else place[key]
        holder.comment(comment)
    elif inline:
        place[key] = [*place.get(key, []), proposal.value]
        place.comment(comment)
    elif proposal.path[0] == "per-file-ignores" and key not in place:
        place[key] = [proposal.value]
        place[key].comment(comment)
    else:
        _add_item(place, key, proposal.value, comment)


def _parent(document: Any, tables: list[str]) -> Any:
    for name in tables[:-1]:
        document = document[name]
    return document


def _add_item(place: MutableMapping[str, Any], key: str, value: Any, comment: str) -> None:
    """Add an item to a list, on a line of its own."""
    if key not in place:
        place[key] = tomlkit.array().multiline(True)
    array = cast(Array, place[key])
    array.add_line(value, comment=comment)


def _comment(why: str) -> str:
    """The evidence on one line; what there is no room for is left out whole."""
    cut = why[:_WIDEST]
    return why if cut == why else f"{cut.rpartition(', ')[0] or cut}, …"


def _with_offers(text: str, offered: Iterable[Proposal]) -> str:
    """A configuration with settings that somebody may want, as comments below the heading of their table."""
    for tables, some in groupby(offered, key=lambda proposal: proposal.path[:-1]):
        heading = f"# [{_heading(tables)}]\n"
        lines = "".join(f"{_line_of(proposal)}  # {_comment(proposal.why)}\n" for proposal in some)
        before, heading_line, after = text.partition(heading)
        if heading_line:
            text = f"{before}{heading}{lines}{after}"
        else:
            text = f"{text.rstrip()}\n{'' if OFFERS in text else f'{chr(10)}# {OFFERS}{chr(10)}'}\n{heading}{lines}"
    return text


def _line_of(proposal: Proposal) -> str:
    document = tomlkit.document()
    document.add(proposal.path[-1], proposal.value)
    return f"# {tomlkit.dumps(document).strip()}"
