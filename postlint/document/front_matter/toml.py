"""TOML front matter: the data by tomllib, the spans by a scan of the same text, faults in an editor's words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from postlint.document.front_matter.model import Field, Path, Reading, Unusable, line_of, stands_twice, too_deep
from postlint.document.front_matter.toml_scan import Entry, Scan
from postlint.lazy_regex import pattern
from postlint.text import Span

_WHERE = pattern(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TOKEN = pattern(r"\S+")
_LINE_END = pattern(r"[^\r\n]*")
_NOT_TOML = pattern(r"(?:true|false)\b", re.IGNORECASE)

_DATE_FIELDS = frozenset("date lastmod modified publishdate pubdate published expirydate unpublishdate".split())
_DATE_LIKE = pattern(r"\d{4}-[\w?]{1,2}-[\w?]{1,2}(?:[Tt ][\w:.+-]*)?")

_ENDLESS = pattern(r"[0-9][0-9_]{4000,}")

_PLAINLY = {
    "Invalid statement": 'this line is not "key = value"',
    "Invalid initial character for a key part": "a key must stand here",
    "Expected newline or end of document after a statement": "nothing may follow the value on its line",
    "Expected ']' at the end of a table declaration": 'a "]" is missing at the end of the table header',
    "Expected ']]' at the end of an array declaration": 'a "]]" is missing at the end of the table header',
    "Invalid date or datetime": "this date or time does not exist",
    "Unclosed inline table": 'a comma or "}" is missing here',
    "Cannot overwrite a value": "this is given a value already",
    "Cannot mutate immutable namespace": "a table in braces cannot be added to",
}


def read(text: str, content: Span) -> Reading:
    """The data and the fields of the TOML at `content`. Raises Unusable."""
    scan = Scan(text, content)
    source = text[content.start : content.end]
    try:
        data = tomllib.loads(source)
    except RecursionError:
        raise too_deep(content.start) from None
    except tomllib.TOMLDecodeError as error:
        data = _with_impossible_dates(source, scan)
        if not data:
            raise _unusable(error, scan) from None
    except ValueError:
        # Python reads no number of so many digits.
        number = _ENDLESS.search(source)
        raise _too_large(Span(*number.span()) if number else Span(0, 0), content.start) from None
    if scan.stopped is not None:
        raise Unusable(_rest_of_line(text, scan.stopped), "this TOML cannot be followed")
    return data, tuple(_fields(scan.entries, data))


def _fields(entries: list[Entry], data: dict[str, Any]) -> Iterator[Field]:
    values: dict[Path, Any] = {(): data}
    for entry in entries:
        value = values[entry.path[:-1]][entry.path[-1]]
        values[entry.path] = value
        span = Span(entry.start, entry.end)
        if isinstance(value, int) and not -(2**63) <= value < 2**63:
            raise _too_large(span)
        yield Field(entry.path, value, span if isinstance(entry.path[-1], int) else entry.key, span)


def _too_large(span: Span, base: int = 0) -> Unusable:
    return Unusable(
        Span(base + span.start, base + span.end), "this number does not fit into 64 bits: write it in quotes"
    )


def _with_impossible_dates(source: str, scan: Scan) -> dict[str, Any]:
    """The data where dates that do not exist are all that is wrong, each as the text it is written as; else {}.

    Such a date is the fault of one field, which a rule names: the others stay readable.
    """
    base = scan.content.start
    raw: dict[str, str] = {}
    for entry in scan.entries:
        name, written = str(entry.path[0]), scan.text[entry.start : entry.end]
        if len(entry.path) == 1 and name.lower() in _DATE_FIELDS and _DATE_LIKE.fullmatch(written):
            raw[name] = written
            quoted = f"'{written[1:-1]}'"
            source = source[: entry.start - base] + quoted + source[entry.end - base :]
    try:
        data = tomllib.loads(source) if raw else {}
    except (ValueError, RecursionError):
        return {}
    for name, written in raw.items():
        if name in data:
            data[name] = _date_or_text(written)
    return data


def _date_or_text(written: str) -> Any:
    try:
        return tomllib.loads(f"date = {written}")["date"]
    except tomllib.TOMLDecodeError:
        return written


def _unusable(error: tomllib.TOMLDecodeError, scan: Scan) -> Unusable:
    """What tomllib says, at the characters at fault and in plain words."""
    text = scan.text
    message = str(error)
    where = _WHERE.search(message)
    what = message[: where.start()] if where else message
    at = _offset(scan, where)
    if what.startswith(("Cannot", "Duplicate")) and scan.repeated:
        return stands_twice(text, *scan.repeated)
    if what.startswith(("Unterminated", "Illegal character '\\n'", 'Expected "\'"')) and scan.stopped is not None:
        return Unusable(_rest_of_line(text, scan.stopped), "the quote opened here is not closed")
    if what == "Unclosed array":
        start = max((entry.start for entry in scan.entries if entry.end < 0), default=at)
        return Unusable(
            _token(text, at), f'a comma is missing, or the "]" of the list that begins on line {line_of(text, start)}'
        )
    if what.startswith("Expected newline"):
        at = next((entry.start for entry in scan.entries if entry.start < at < entry.end), at)
        what = "Invalid value" if text[at] not in "\"'[{" and at != _offset(scan, where) else what
    if what == "Invalid value":
        return _no_value(text, at)
    if what.startswith("Unescaped"):
        return Unusable(Span(at - 2, at), "a backslash must be written twice, or the text stand in single quotes")
    if what.startswith("Expected '='"):
        colon = text.startswith(":", at)
        return Unusable(_whole_line(text, at), f'a key must be followed by "="{", not by a colon" if colon else ""}')
    if what.startswith(("Illegal", "Found")):
        return Unusable(Span(at, min(at + 1, scan.content.end)), f"{what[0].lower()}{what[1:]}")
    return Unusable(_token(text, at), _PLAINLY.get(what, what[:1].lower() + what[1:]))


def _no_value(text: str, at: int) -> Unusable:
    span = _rest_of_line(text, at)
    written = text[span.start : span.end]
    if not written or written[0] in ",]}":
        return Unusable(_whole_line(text, at), "a value is missing")
    if _NOT_TOML.match(written):
        return Unusable(span, "true and false are written in small letters")
    if written[0] in "“”„‘’«":
        return Unusable(span, f'a text must stand in straight quotes, not in {written[0]}: use "')
    return Unusable(span, "this is not a TOML value: a string needs quotes")


def _offset(scan: Scan, where: re.Match[str] | None) -> int:
    """The offset in the file of what tomllib gives as line and column; lines end with a line feed for it."""
    if where is None or where[1] is None:
        return scan.content.end if scan.stopped is None else scan.stopped
    at = scan.content.start
    for _ in range(int(where[1]) - 1):
        at = scan.text.index("\n", at) + 1
    return min(at + int(where[2]) - 1, scan.content.end)


def _token(text: str, at: int) -> Span:
    """The word at an offset; the line up to there where none begins there."""
    token = _TOKEN.match(text, at)
    return Span(*token.span()) if token else _whole_line(text, at)


def _rest_of_line(text: str, at: int) -> Span:
    line = _LINE_END.match(text, at)
    assert line is not None
    return Span(at, at + len(line[0].rstrip()))


def _whole_line(text: str, at: int) -> Span:
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    start += len(text[start:at]) - len(text[start:at].lstrip(" \t"))
    return Span(start, max(start, _rest_of_line(text, start).end))
