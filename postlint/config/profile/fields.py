"""What a group of articles shows of each of its fields: whether it is required, of which kind, form and length."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from postlint.config.profile.groups import Group, fields_of, section_name
from postlint.config.profile.proposal import LEAST, SHARE, Proposal, evidence
from postlint.document.dialect import Dialect
from postlint.document.front_matter.values import has_value
from postlint.facts.page import Page
from postlint.helpers.field_forms import FORMS
from postlint.site.site import Site

_LENGTHS = {"title": 70, "description": 240}
"""The texts that search results cut, and how long they may be on any site: a description serves a while longer."""
_BY_CHANCE = frozenset("aliases draft expirydate linktitle lastmod publishdate slug url".split())
"""What an article has by its history, and what a page is given where its field is missing, however many have it."""
_OWN_SHARE = 0.98
"""How many articles have to have a field that no generator knows: what a site made up, some do without."""
_NEWEST = 20
"""How many of the newest articles have to show that a field is still in use."""
_SPARE = 2
"""How far beyond the usual lengths a text is too long."""
_STEP = 10
_DATES = 50
"""How many dates have to be alike in how they are written."""
_FORM_SHARE = 0.98
"""How many of the values of a field have to have a form: to be different is no defect by itself."""


_OF_DATES = ["day", "time"]
_OF_TEXTS = ["image-url", "image-path", "image-file", "url", "path"]


class _Value(Struct, frozen=True):
    path: str
    value: Any


def learned(group: Group, dialect: Dialect) -> Iterator[Proposal]:
    """What the articles of a group show of their fields, first the required ones."""
    values: dict[str, list[_Value]] = defaultdict(list)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for page in (*group.pages, *group.others):
        for name, value in {name.lower(): (name, value) for name, value in fields_of(page)}.values():
            values[name.lower()].append(_Value(page.path, value))
            names[name.lower()][name] += 1
    written = {low: min(counts, key=lambda name: (-counts[name], name)) for low, counts in names.items()}
    own = {page.path for page in group.pages}
    of_own = {low: some for low, given in values.items() if (some := [value for value in given if value.path in own])}
    yield from _required(group, of_own, written, dialect)
    for low, given in values.items():
        filled = [value for value in given if has_value(value.value) or value.value == []]
        if len(filled) >= LEAST:
            yield from _settings(group, written[low], filled, dialect)


# --- required fields


def _required(
    group: Group, values: dict[str, list[_Value]], written: dict[str, str], dialect: Dialect
) -> Iterator[Proposal]:
    """The fields that nearly all articles have, and the newest too."""
    total = len(group.pages)
    newest = _newest(group, dialect)
    required = [low for low, some in values.items() if len(some) >= SHARE * total and low not in _BY_CHANCE]
    required = [low for low in required if not _says_nothing([value.value for value in values[low]])]
    required = [low for low in required if _is_rule(low, {value.path for value in values[low]}, total, newest, dialect)]
    # A table is there where its fields are.
    required = [low for low in required if not any(other.startswith(f"{low}.") for other in required)]
    # Where all that is required is required anyway, there is nothing to set.
    if set(required) <= {"title"}:
        return
    paths = [page.path for page in group.pages]
    for low in sorted(required, key=lambda low: (low != "title", -len(values[low]), low)):
        having = {value.path for value in values[low]}
        exceptions = [path for path in paths if path not in having]
        why = evidence(len(having), total, exceptions)
        yield Proposal((*group.table, "required"), written[low], why, item=True, exceptions=tuple(exceptions))


def _is_rule(low: str, having: set[str], total: int, newest: set[str], dialect: Dialect) -> bool:
    """Whether a field that nearly all articles have is a rule of today's."""
    of_newest = len(newest - having)
    if of_newest > (1 - SHARE) * len(newest):
        return False
    # What a site made up, it may have made a rule some time ago.
    usual = len(having) >= _OWN_SHARE * total or bool(newest and not of_newest)
    return usual or dialect.kind_of(low) is not None


def _newest(group: Group, dialect: Dialect) -> set[str]:
    """The newest articles: a field that only old ones have is of an earlier time."""
    dated = [
        (moment.date(), page.path) for page in group.pages if (moment := dialect.as_moment(page.fields.get("date")))
    ]
    return {path for _, path in sorted(dated)[-_NEWEST:]} if len(dated) > LEAST else set()


def _says_nothing(values: Sequence[Any]) -> bool:
    """Whether an article without the field is as good: it is a switch, which is off or on by itself, or empty."""
    return sum(isinstance(value, bool) or not has_value(value) for value in values) >= SHARE * len(values)


# --- kinds, forms and lengths


def _settings(group: Group, name: str, found: list[_Value], dialect: Dialect) -> Iterator[Proposal]:
    """The kind of a field, and the form or the length of its values."""
    table = (*group.table, "fields", name)
    kinds, known = _kinds([value.value for value in found], dialect), dialect.kind_of(name)
    form = None
    if kinds == ["date"] or known == "date":
        form = _form(table, found, _OF_DATES)
    # Hugo reads the `url` of an article with a slash at its beginning or without.
    elif kinds == ["string"] and name.lower() != "url":
        form = _form(table, found, [*_OF_TEXTS, *(["slug"] if "slug" in name.lower() else [])])
    if form:
        yield form
    # A form says what kind a value is, and many fields that few articles have are texts.
    elif (
        kinds
        and known in (None, "any")
        and kinds != ["table"]
        and ("string" not in kinds or len(found) >= len(group.pages) / 2)
    ):
        wrong = tuple(value.path for value in found if not _is_one_of(value.value, kinds, dialect))
        value = kinds[0] if len(kinds) == 1 else kinds
        yield Proposal((*table, "type"), value, evidence(len(found) - len(wrong), len(found), wrong), exceptions=wrong)


def _kinds(values: list[Any], dialect: Dialect) -> list[str]:
    """The kinds that the values of a field have, the most frequent first; none where they are of many kinds."""
    counts = Counter(_kind(value, dialect) for value in values)
    if counts["date"] + counts["day as text"] >= SHARE * len(values):
        counts["date"] += counts.pop("day as text", 0)
    else:
        counts["string"] += counts.pop("day as text", 0)
    if counts["number"] and counts["integer"]:
        counts["number"] += counts.pop("integer")
    # Whoever writes a kind twice means it.
    kept = [kind for kind, count in counts.most_common() if count > max(2, (1 - SHARE) * len(values) / 2)]
    covered = sum(counts[kind] for kind in kept)
    return kept if len(kept) <= 2 and covered >= SHARE * len(values) else []


def _kind(value: Any, dialect: Dialect) -> str:
    if isinstance(value, str):
        return "day as text" if dialect.is_date(value) else "string"
    names = {bool: "boolean", int: "integer", float: "number", list: "list", dict: "table"}
    return names.get(type(value), "date" if isinstance(value, date) else "")


def _is_one_of(value: Any, kinds: list[str], dialect: Dialect) -> bool:
    return any(dialect.is_kind(value, "text" if kind == "string" else kind) for kind in kinds)


def _form(table: tuple[str, ...], found: list[_Value], forms: Sequence[str]) -> Proposal | None:
    """The narrowest of some forms that nearly all values have."""
    texts = [(value.path, text) for value in found if (text := str(value.value).strip())]
    for name in forms:
        wrong = tuple(path for path, text in texts if not FORMS[name].matches(text))
        # Whoever writes a day with its time, or without, means it.
        most, least = (0, _DATES) if name in _OF_DATES else ((1 - _FORM_SHARE) * len(texts), LEAST)
        if len(texts) >= least and len(wrong) <= most:
            why = evidence(len(texts) - len(wrong), len(texts), wrong)
            return Proposal((*table, "form"), name, why, exceptions=wrong)
    return None


def lengths(site: Site, pages: Iterable[Page]) -> Iterator[Proposal]:
    """How long titles and descriptions are at most: well beyond what is usual, so that only what stands out is long."""
    given = [page for page in pages if page.readable]
    for name, shown in _LENGTHS.items():
        texts = [(len(text), page) for page in given if isinstance(text := page.fields.get(name), str) and text]
        sections: dict[str, list[int]] = defaultdict(list)
        for length, page in texts:
            sections[section_name(page, site)].append(length)
        # Of the usual lengths in each section, the longest: the posts of a site of short pages have longer titles.
        usual = [sorted(some)[int(len(some) * SHARE)] for some in sections.values() if len(some) >= LEAST]
        if not usual:
            continue
        longest = max(shown, -(-max(usual) * _SPARE // _STEP) * _STEP)
        long = tuple(page.path for length, page in texts if length > longest)
        why = evidence(len(texts) - len(long), len(texts), long)
        yield Proposal(("front-matter", "fields", name, "max-length"), longest, why, exceptions=long)
