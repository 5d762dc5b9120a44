"""Edits: what they write, and that the data afterwards is the data before with that one change."""

from datetime import date
from typing import Any

import pytest

from postlint.diagnostic import Edit
from postlint.document.front_matter import FrontMatter, parse
from postlint.helpers.front_matter_edits import editor_for


def front_of(text: str) -> FrontMatter:
    front = parse(text)
    assert front is not None
    assert front.problems == ()
    return front


def applied(text: str, edit: Edit) -> str:
    return text[: edit.span.start] + edit.text + text[edit.span.end :]


def edited(text: str, action: str, path: tuple[str | int, ...], *values: Any) -> str:
    front = front_of(text)
    field = front.field(*path)
    assert field is not None
    return applied(text, getattr(editor_for(front), action)(field, *values))


SET = [
    ("+++\na = ⟦'x'⟧ # c\n+++", ("a",), "y", "'y'"),
    ("+++\na = ⟦'x'⟧\n+++", ("a",), "it's", '"it\'s"'),
    ('+++\na = ⟦"x"⟧\n+++', ("a",), 'say "y"', '"say \\"y\\""'),
    ('+++\na = ⟦"""x"""⟧\n+++', ("a",), "one\ntwo", '"""one\ntwo"""'),
    ('+++\na = ⟦"""x"""⟧\n+++', ("a",), "back\\slash", '"back\\\\slash"'),
    ("+++\na = ⟦'x'⟧\n+++", ("a",), ["x"], "['x']"),
    ("+++\na = ⟦'x'⟧\n+++", ("a",), ["x", "y"], '["x", "y"]'),
    ("+++\na = ⟦3⟧\n+++", ("a",), ["3"], '["3"]'),
    ("+++\na = ⟦'yes'⟧\n+++", ("a",), True, "true"),
    ("+++\na = ⟦'x'⟧\n+++", ("a",), date(2024, 1, 2), "2024-01-02"),
    ("+++\na = ⟦'x'⟧\n+++", ("a",), {"b c": 1.5, "d": [None]}, '{ "b c" = 1.5, d = [""] }'),
    ("+++\na = ⟦[\n'x', # c\n]⟧\n+++", ("a",), [], "[]"),
    ("+++\na = ['x', ⟦'y'⟧]\n+++", ("a", 1), "z", "'z'"),
    ("---\na: ⟦x⟧ # c\n---", ("a",), "z", "z"),
    ("---\na: ⟦x⟧\n---", ("a",), "y: z", '"y: z"'),
    ("---\na: ⟦x⟧\n---", ("a",), "Hello, you", "Hello, you"),
    ("---\na: [⟦x⟧]\n---", ("a", 0), "Hello, you", '"Hello, you"'),
    ("---\na: ⟦x⟧\n---", ("a",), "2024-01-02", '"2024-01-02"'),
    ("---\na: ⟦x⟧\n---", ("a",), "yes", '"yes"'),
    ("---\na: ⟦x⟧\n---", ("a",), "12", '"12"'),
    ("---\na: ⟦x⟧\n---", ("a",), " x ", '" x "'),
    ("---\na: ⟦x⟧\n---", ("a",), "", '""'),
    ("---\na: ⟦'x'⟧\n---", ("a",), "it's", "'it''s'"),
    ("---\na: ⟦'x'⟧\n---", ("a",), "one\ntwo", '"one\\ntwo"'),
    ('---\na: ⟦"x"⟧\n---', ("a",), "y\u2028", '"y\\u2028"'),
    ("---\na: ⟦x⟧\n---", ("a",), ["x"], "[x]"),
    ("---\na: ⟦'x'⟧\n---", ("a",), ["x"], "['x']"),
    ("---\na: ⟦x, y⟧\n---", ("a",), ["x, y"], '["x, y"]'),
    ("---\na: ⟦12⟧\n---", ("a",), ["12"], '["12"]'),
    ("---\na: ⟦yes⟧\n---", ("a",), True, "true"),
    ("---\na: &x ⟦1⟧\nb: *x\n---", ("a",), 2, "2"),
    ("---\na:⟦⟧ # c\n---", ("a",), "x", " x"),
    ("---\na: {b⟦⟧, c: 1}\n---", ("a", "b"), "x", ": x"),
    ("---\na:⟦\n  - x # c\n  - y⟧\nb: 1\n---", ("a",), "z", " z"),
    ("---\na:\n  ⟦- x\n  - y⟧\nb: 1\n---", ("a",), ["z", "12"], '- z\n  - "12"'),
    ("---\na: # c\n  ⟦- x⟧\nb: 1\n---", ("a",), [], "[]"),
    ("---\na:⟦\n  b: 1⟧\nc: 1\n---", ("a",), {"d": True}, " {d: true}"),
    ("---\na: ⟦|\n  one\n  two⟧\n\nb: 1\n---", ("a",), "x", "x"),
    ('{"a": ⟦"x"⟧}', ("a",), ["x"], '["x"]'),
    ('{"a": ⟦"x"⟧}', ("a",), 'é "', '"é \\""'),
    ('{"a": ⟦"x"⟧}', ("a",), date(2024, 1, 2), '"2024-01-02"'),
    ('{"a": ⟦"x"⟧}', ("a",), None, "null"),
]


@pytest.mark.parametrize(("marked", "path", "value", "written"), SET)
def test_set_writes_the_value_as_the_old_one_was_written(
    marked: str, path: tuple[str | int, ...], value: Any, written: str
) -> None:
    before, rest = marked.split("⟦")
    old, after = rest.split("⟧")
    result = edited(before + old + after, "set", path, value)
    assert result == before + written + after
    front_of(result)


REMOVE = [
    ("+++\na = 1\nb = 2 # c\n\nd = 3\n+++", ("b",), "+++\na = 1\n\nd = 3\n+++"),
    ("+++\na = '''\nx\n'''\nb = 1\n+++", ("a",), "+++\nb = 1\n+++"),
    ("+++\nt = ['x', 'y', 'z']\n+++", ("t", 0), "+++\nt = ['y', 'z']\n+++"),
    ("+++\nt = ['x', 'y', 'z']\n+++", ("t", 2), "+++\nt = ['x', 'y']\n+++"),
    ("+++\nt = ['x',]\n+++", ("t", 0), "+++\nt = []\n+++"),
    ("+++\nt = [\n  'x', # c\n  'y', # d\n  # e\n]\n+++", ("t", 1), "+++\nt = [\n  'x', # c\n  # e\n]\n+++"),
    ("+++\nt = [\n  'x', # c\n  'y' # d\n]\n+++", ("t", 1), "+++\nt = [\n  'x', # c\n]\n+++"),
    ("+++\nt = {a = 1, b = 2}\n+++", ("t", "b"), "+++\nt = {a = 1}\n+++"),
    ("+++\n[params]\ndraft = true\nx = 1\n+++", ("params", "draft"), "+++\n[params]\nx = 1\n+++"),
    ("+++\n[a]\nx = 1\n[a.b]\ny = 1\n[c]\n+++", ("a",), "+++\n[c]\n+++"),
    ("+++\n[[a]]\nx = 1\n[[a]]\nx = 2\n+++", ("a", 0), "+++\n[[a]]\nx = 2\n+++"),
    ("+++\r\na = 1\r\nb = 2\r\n+++", ("a",), "+++\r\nb = 2\r\n+++"),
    ("---\na: 1\nb: 2 # c\nd: 3\n---", ("b",), "---\na: 1\nd: 3\n---"),
    ("---\na: 1\nt:\n  - x\n  - y\nb: 1\n---", ("t",), "---\na: 1\nb: 1\n---"),
    ("---\nt:\n  - x # c\n  - y\n---", ("t", 0), "---\nt:\n  - y\n---"),
    ("---\nt: &t\n- a-b\n- y\n---", ("t", 0), "---\nt: &t\n- y\n---"),
    ("---\nt:\n  - x\nb: 1\n---", ("t", 0), "---\nt: []\nb: 1\n---"),
    ("---\nt:\n  - a: 1\n    b: 2\n---", ("t", 0, "a"), "---\nt:\n  - b: 2\n---"),
    ("---\nt:\n  - a: 1\n    b: 2\n---", ("t", 0, "b"), "---\nt:\n  - a: 1\n---"),
    ("---\nt:\n  - - x\n    - y\n---", ("t", 0, 0), "---\nt:\n  - - y\n---"),
    ("---\nd: |\n  x\n  y\nb: 1\n---", ("d",), "---\nb: 1\n---"),
    ("---\nt: [x, y]\n---", ("t", 0), "---\nt: [y]\n---"),
    ("---\nd:\n---", ("d",), "---\n---"),
    ('{"a": 1, "b": 2}', ("a",), '{"b": 2}'),
    ('{"a": 1, "b": 2}', ("b",), '{"a": 1}'),
    ('{\n  "a": 1,\n  "b": 2\n}', ("a",), '{\n  "b": 2\n}'),
    ('{\n  "a": 1,\n  "b": 2\n}', ("b",), '{\n  "a": 1\n}'),
    ('{"a": 1}', ("a",), "{}"),
]


@pytest.mark.parametrize(("before", "path", "after"), REMOVE)
def test_remove_takes_the_field_and_nothing_else(before: str, path: tuple[str | int, ...], after: str) -> None:
    assert edited(before, "remove", path) == after


RENAME = [
    ("+++\ndescripton = 'x'\n+++", ("descripton",), "description", "+++\ndescription = 'x'\n+++"),
    ("+++\n'a' = 1\n+++", ("a",), "b c", "+++\n'b c' = 1\n+++"),
    ("+++\na = 1\n+++", ("a",), "b c", '+++\n"b c" = 1\n+++'),
    ("+++\n[params]\na.x = 1\n+++", ("params", "a"), "b", "+++\n[params]\nb.x = 1\n+++"),
    ("---\na: 1\n---", ("a",), "b", "---\nb: 1\n---"),
    ('---\n"a": 1\n---', ("a",), "b", '---\n"b": 1\n---'),
    ("---\na: 1\n---", ("a",), "b: c", '---\n"b: c": 1\n---'),
    ('{"a": 1}', ("a",), "b", '{"b": 1}'),
]


@pytest.mark.parametrize(("before", "path", "key", "after"), RENAME)
def test_rename_changes_the_key_alone(before: str, path: tuple[str, ...], key: str, after: str) -> None:
    assert edited(before, "rename", path, key) == after


ADD = [
    ("+++\na = 1 # c\n\n[params]\nb = 1\n+++\n", "+++\na = 1 # c\ndraft = true\n\n[params]\nb = 1\n+++\n"),
    ("+++\n# c\n[params]\nb = 1\n+++\n", "+++\ndraft = true\n# c\n[params]\nb = 1\n+++\n"),
    ("+++\r\na = 1\r\n+++\r\n", "+++\r\na = 1\r\ndraft = true\r\n+++\r\n"),
    ("+++\n+++\n", "+++\ndraft = true\n+++\n"),
    ("---\na: 1\n---\n", "---\na: 1\ndraft: true\n---\n"),
    ("---\n---\n", "---\ndraft: true\n---\n"),
    ("---\na: |\n  x\n# c\n---\n", "---\na: |\n  x\n# c\ndraft: true\n---\n"),
    ("---\n  a: 1\n---\n", "---\n  a: 1\n  draft: true\n---\n"),
    ("---\n{a: 1}\n---\n", "---\n{a: 1, draft: true}\n---\n"),
    ('{"a": 1}\n', '{"a": 1, "draft": true}\n'),
    ('{\n  "a": 1\n}\n', '{\n  "a": 1,\n  "draft": true\n}\n'),
    ("{}\n", '{"draft": true}\n'),
]


@pytest.mark.parametrize(("before", "after"), ADD)
def test_add_gives_the_article_one_more_key(before: str, after: str) -> None:
    front = front_of(before)
    result = applied(before, editor_for(front).add("draft", True))
    assert result == after
    assert front_of(result).data == {**front.data, "draft": True}


def test_an_item_cannot_be_renamed_nor_a_written_out_table_be_set() -> None:
    front = front_of("+++\nt = ['x']\na.b = 1\n[p]\n+++")
    item, dotted, section = front.field("t", 0), front.field("a"), front.field("p")
    assert item and dotted and section
    with pytest.raises(ValueError, match="no key"):
        editor_for(front).rename(item, "b")
    for field in (dotted, section):
        with pytest.raises(ValueError, match="no one value"):
            editor_for(front).set(field, 1)
