"""What holds of every text: nothing raises, spans are exact, and an edit changes what it says and nothing else."""

import datetime as dt
import json
import math
from copy import deepcopy
from typing import Any

import pytest
import tomlkit
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from quick import examples

from postlint.diagnostic import Edit
from postlint.document.front_matter import Field, FrontMatter, misplaced, parse
from postlint.helpers.front_matter_edits import editor_for

SEEDS = [
    "+++\ntitle = 'x' # c\ntags = [\n 'a', # c\n {b=1,c.d=2}\n]\na.b.\"c d\" = 1\ndate = 2024-01-02T03:04:05Z\n"
    'm = """\nx\n"""\n[params]\nx=1\n[[m2]]\nq=1\n[m2.z]\n[[m2]]\nq=2\n+++\nbody\n',
    "---\ntitle: x # c\ntags:\n- a\n- b: 1\n  c:\nd: &x {q: [1,'2']}\ne: *x\nf: |\n  text\n  b\n\n<<: *x\n"
    'g: 2025-02-30\n"h": "i\\n"\n? j\n: k\n---\nbody\n',
    '{"title": "x", "tags": ["a", {"b": -1.5e3, "c": null}], "d": {"e": [true, false, []]}}\nbody\n',
    "++++\ntitle = 1\n++++\n",
    "text\n---\ntitle: x\n---\n",
]
FRAGMENTS = [
    *"\"'[]{}:=,#-+&*!|>%@`?<\\ \t\n\r\x00\x85\u2028\ufeff\ud800😀",
    "\r\n", "---", "+++", "\n---\n", "\n+++\n", "{{<", "<<: ", '"""', "'''", "[[", "]]", "a: ", "a = ", "2024-02-30",
    "\n- ", "\n  ", "&a ", "*a", "!!int ", "0x", "\\u", "title", "...", "%YAML 1.1\n",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 6)))
        text = text[:start] + draw(st.sampled_from(FRAGMENTS) | st.just("")) + text[end:]
    return text


def same(one: Any, other: Any) -> bool:
    """Equality that knows that nan is nan, and 1 is not True."""
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    if isinstance(one, dict):
        return type(one) is type(other) and one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def check_fields(front: FrontMatter) -> None:
    """That every field stands within the content and holds the value that the data has there."""
    for field in front.fields:
        assert front.content.contains(field.key)
        assert front.content.contains(field.span)
        value: Any = front.data
        for part in field.path:
            if isinstance(value, dict) and part not in value and part == "<<":
                return
            value = value[part]
        assert same(value, field.value)


PIECES = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
FRAMED = st.builds(
    str.format, st.sampled_from(["{}", "---\n{}\n---", "+++\n{}\n+++", '{{"a": {}}}']), PIECES | st.text()
)


@given(st.text() | mutated() | FRAMED)
@settings(max_examples=examples(600), deadline=None)
def test_nothing_raises(text: str) -> None:
    misplaced(text)
    front = parse(text)
    if front is None:
        return
    assert 0 <= front.span.start <= front.content.start <= front.content.end <= front.span.end <= len(text)
    for problem in front.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert problem.message
        assert (front.data, front.fields) == ({}, ()) or "fence must be" in problem.message
    check_fields(front)


KEYS = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,6}", fullmatch=True) | st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "S")), min_size=1, max_size=8
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12) | st.sampled_from(
    [
        "yes",
        "null",
        "12",
        "2024-01-02",
        "a: b",
        "a #b",
        "- a",
        "'x'",
        '"x"',
        "\\",
        "a\nb",
        "a\tb",
        "[a",
        "{{ .x }}",
        "*a",
    ]
)
SCALARS = (
    TEXTS
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.datetimes(timezones=st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=-5, minutes=-30))]))
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)
TABLES = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


def as_json(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, dt.date) else value


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """An article in some format, written by another library, and its data."""
    data = draw(TABLES)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    kind = draw(st.sampled_from(["toml", "yaml", "flow yaml", "json"]))
    if kind == "toml":
        text = f"+++\n{tomlkit.dumps(data)}\n+++\nbody"
    elif kind == "json":
        data = as_json(data)
        text = json.dumps(data, indent=draw(st.sampled_from([None, 2])), ensure_ascii=draw(st.booleans())) + "\nbody"
    else:
        style = True if kind == "flow yaml" else draw(st.sampled_from([None, False]))
        data = yaml_safe(data)
        text = f"---\n{yaml.safe_dump(data, allow_unicode=True, default_flow_style=style, width=40)}\n---\nbody"
    return text.replace("\n", newline), data


def yaml_safe(value: Any) -> Any:
    """A value that PyYAML, of YAML 1.1, writes as YAML 1.2 reads it."""
    if isinstance(value, dict):
        return {yaml_safe(key): yaml_safe(item) for key, item in value.items()}
    if isinstance(value, list):
        return [yaml_safe(item) for item in value]
    if isinstance(value, str) and (value.isascii() is False or value[:1].isdigit() or value[:1] in "+-."):
        return f"x{''.join(c for c in value if c.isascii())}"
    return value


def value_at(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def applied(front: FrontMatter, edit: Edit) -> FrontMatter:
    text = front.text[: edit.span.start] + edit.text + front.text[edit.span.end :]
    result = parse(text)
    assert result is not None, text
    assert result.problems == (), (front.text, text)
    return result


@given(articles())
@settings(max_examples=examples(200), deadline=None)
def test_what_other_libraries_write_is_read(article: tuple[str, dict[str, Any]]) -> None:
    text, data = article
    front = parse(text)
    assert front is not None
    assert front.problems == (), text
    assert same(front.data, data), text
    check_fields(front)


def changeable(front: FrontMatter) -> list[Field]:
    """The fields with a value in one piece."""
    if front.format != "toml":
        return list(front.fields)
    return [field for field in front.fields if not isinstance(field.value, dict | list)]


@given(articles(), VALUES, st.data())
@settings(max_examples=examples(200), deadline=None)
def test_set_changes_one_value(article: tuple[str, dict[str, Any]], value: Any, data: st.DataObject) -> None:
    front = parse(article[0])
    assert front is not None
    if front.format == "json":
        value = as_json(value)
    fields = changeable(front)
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    result = applied(front, editor_for(front).set(field, value))
    expected = deepcopy(front.data)
    value_at(expected, field.path[:-1])[field.path[-1]] = value
    assert same(result.data, expected), (front.text, result.text)


@given(articles(), st.data())
@settings(max_examples=examples(200), deadline=None)
def test_remove_takes_one_field(article: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    front = parse(article[0])
    assert front is not None
    field = data.draw(st.sampled_from(front.fields))
    result = applied(front, editor_for(front).remove(field))
    expected = deepcopy(front.data)
    del value_at(expected, field.path[:-1])[field.path[-1]]
    if front.format == "toml" and not same(result.data, expected):
        # With its last table goes what only the header of that one named.
        above = value_at(expected, field.path[:-1])
        assert not above
        del value_at(expected, field.path[:-2])[field.path[-2]]
    assert same(result.data, expected), (front.text, result.text)


@given(articles(), KEYS, KEYS, VALUES)
@settings(max_examples=examples(150), deadline=None)
def test_add_and_rename(article: tuple[str, dict[str, Any]], key: str, other: str, value: Any) -> None:
    front = parse(article[0])
    assert front is not None
    assume(not {key, other} & front.data.keys() and key != other)
    if front.format == "json":
        value = as_json(value)
    more = applied(front, editor_for(front).add(key, value))
    assert same(more.data, {**front.data, key: value}), more.text
    field = more.at((key,))
    assert field is not None
    renamed = applied(more, editor_for(more).rename(field, other))
    assert same(renamed.data, {**front.data, other: value}), renamed.text


@pytest.mark.parametrize("seed", SEEDS[:3])
@pytest.mark.parametrize(
    ("newline", "lead"), [("\r\n", ""), ("\n", "\ufeff"), ("\r\n", "\ufeff\r\n \r\n"), ("\n", "\n\n")]
)
def test_the_same_article_otherwise_stored_has_the_same_fields(seed: str, newline: str, lead: str) -> None:
    front, other = parse(seed), parse(lead + seed.replace("\n", newline))
    assert front is not None
    assert other is not None
    assert same(other.data, front.data)
    assert [field.path for field in other.fields] == [field.path for field in front.fields]
    for field, twin in zip(front.fields, other.fields, strict=True):
        for one, two in ((field.key, twin.key), (field.span, twin.span)):
            assert two.start == len(lead) + len(seed[: one.start].replace("\n", newline))
            assert two.end == len(lead) + len(seed[: one.end].replace("\n", newline))
