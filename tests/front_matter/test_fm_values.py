"""The values and spans of fields in all three formats, and the words for what cannot be read."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from postlint.document.front_matter import FrontMatter, parse
from postlint.text import Span

TOML, YAML, JSON = "+++\n{}\n+++\n", "---\n{}\n---\n", "{}"


def read(frame: str, content: str) -> FrontMatter:
    front = parse(frame.replace("{}", content))
    assert front is not None
    return front


def listed(front: FrontMatter) -> list[tuple[str, str, str]]:
    """Path, key and value of each field as they are written."""
    text = front.text
    return [(".".join(map(str, f.path)), text[slice(*f.key)], text[slice(*f.span)]) for f in front.fields]


def test_toml_fields_are_where_they_are_written() -> None:
    front = read(
        TOML,
        "title = 'x' # c\n"
        '"quoted key" = """a\nb"""\n'
        "tags = [\n 'a', # ]\n {b=1, c.d = 2},\n]\n"
        "a . b.'c d' = 1\n"
        "[params]\nx=0x_1\n".replace("0x_1", "0x1")
        + "[ params.sub ]\ny=1979-05-27 07:32:00Z # c\n"
        "[[m]]\nq=1\n[[m]]\n[m.z]\nq='''\n'' ]'''\n"
        "[z.y]",
    )
    assert listed(front) == [
        ("title", "title", "'x'"),
        ("quoted key", '"quoted key"', '"""a\nb"""'),
        ("tags", "tags", "[\n 'a', # ]\n {b=1, c.d = 2},\n]"),
        ("tags.0", "'a'", "'a'"),
        ("tags.1", "{b=1, c.d = 2}", "{b=1, c.d = 2}"),
        ("tags.1.b", "b", "1"),
        ("tags.1.c", "c", "d = 2"),
        ("tags.1.c.d", "d", "2"),
        ("a", "a", "b.'c d' = 1"),
        ("a.b", "b", "'c d' = 1"),
        ("a.b.c d", "'c d'", "1"),
        ("params", "params", "[params]\nx=0x1\n[ params.sub ]\ny=1979-05-27 07:32:00Z"),
        ("params.x", "x", "0x1"),
        ("params.sub", "sub", "[ params.sub ]\ny=1979-05-27 07:32:00Z"),
        ("params.sub.y", "y", "1979-05-27 07:32:00Z"),
        ("m", "m", "[[m]]\nq=1\n[[m]]\n[m.z]\nq='''\n'' ]'''"),
        ("m.0", "[[m]]\nq=1", "[[m]]\nq=1"),
        ("m.0.q", "q", "1"),
        ("m.1", "[[m]]\n[m.z]\nq='''\n'' ]'''", "[[m]]\n[m.z]\nq='''\n'' ]'''"),
        ("m.1.z", "z", "[m.z]\nq='''\n'' ]'''"),
        ("m.1.z.q", "q", "'''\n'' ]'''"),
        ("z", "z", "[z.y]"),
        ("z.y", "y", "[z.y]"),
    ]
    assert front.get("params", "sub", "y") == datetime(1979, 5, 27, 7, 32, tzinfo=UTC)
    assert front.get("m", 1, "z", "q") == "'' ]"


def test_yaml_fields_are_where_they_are_written() -> None:
    front = read(
        YAML,
        "title: a plain 😀 text # c\n"
        "'quoted': \"x\\ty\"\n"
        "tags:\n - a\n - b: 1\n   c:\n -\n# c\n"
        "flow: {q: [1, '2',], r: }\n"
        "anchored: &x 1\n"
        "alias: *x\n"
        "block: |\n  one\n\n  two\n\n"
        "folded:\n  one\n  two\n"
        "empty:",
    )
    assert listed(front) == [
        ("title", "title", "a plain 😀 text"),
        ("quoted", "'quoted'", '"x\\ty"'),
        ("tags", "tags", "- a\n - b: 1\n   c:\n -"),
        ("tags.0", "a", "a"),
        ("tags.1", "b: 1\n   c:", "b: 1\n   c:"),
        ("tags.1.b", "b", "1"),
        ("tags.1.c", "c", ""),
        ("tags.2", "", ""),
        ("flow", "flow", "{q: [1, '2',], r: }"),
        ("flow.q", "q", "[1, '2',]"),
        ("flow.q.0", "1", "1"),
        ("flow.q.1", "'2'", "'2'"),
        ("flow.r", "r", ""),
        ("anchored", "anchored", "&x 1"),
        ("alias", "alias", "*x"),
        ("block", "block", "|\n  one\n\n  two"),
        ("folded", "folded", "one\n  two"),
        ("empty", "empty", ""),
    ]
    assert front.data == {
        "title": "a plain 😀 text",
        "quoted": "x\ty",
        "tags": ["a", {"b": 1, "c": None}, None],
        "flow": {"q": [1, "2"], "r": None},
        "anchored": 1,
        "alias": 1,
        "block": "one\n\ntwo\n",
        "folded": "one two",
        "empty": None,
    }
    empty = front.field("tags", 1, "c")
    assert empty is not None
    assert front.text[: empty.span.start].endswith("c:")


def test_json_fields_are_where_they_are_written() -> None:
    front = read(JSON, '{"title" : "a \\u00e9 }", "tags":["a" , {"b":-1.5e2}],\n"c":null,"d":true,"e":{},"f":[]}')
    assert listed(front) == [
        ("title", '"title"', '"a \\u00e9 }"'),
        ("tags", '"tags"', '["a" , {"b":-1.5e2}]'),
        ("tags.0", '"a"', '"a"'),
        ("tags.1", '{"b":-1.5e2}', '{"b":-1.5e2}'),
        ("tags.1.b", '"b"', "-1.5e2"),
        ("c", '"c"', "null"),
        ("d", '"d"', "true"),
        ("e", '"e"', "{}"),
        ("f", '"f"', "[]"),
    ]
    assert front.data == {"title": "a é }", "tags": ["a", {"b": -150.0}], "c": None, "d": True, "e": {}, "f": []}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("True", True),
        ("FALSE", False),
        ("~", None),
        ("Null", None),
        ("12", 12),
        ("-1_000", -1000),
        ("0o17", 15),
        ("017", 15),
        ("08", "08"),
        ("0xff", 255),
        ("1.5", 1.5),
        ("-1e3", -1000.0),
        ("-.inf", float("-inf")),
        ("1.2.3", "1.2.3"),
        ("12:30", "12:30"),
        ("9" * 5000, "9" * 5000),
        ("2024-01-02", date(2024, 1, 2)),
        ("2024-1-2", "2024-1-2"),
        ("2024-01-02T03:04:05Z", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2024-01-02 03:04:05.25 -0530", datetime(2024, 1, 2, 3, 4, 5, 250000, timezone(-timedelta(hours=5.5)))),
        ("2024-01-02 03:04:05", datetime(2024, 1, 2, 3, 4, 5)),
        ("2025-02-30", "2025-02-30"),
        ("2025-01-01T25:00:00Z", "2025-01-01T25:00:00Z"),
        ("2025-01-01T12:00:00+99:00", "2025-01-01T12:00:00+99:00"),
        ("0000-01-01", "0000-01-01"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("!!int 12", 12),
        ("! 12", "12"),
        ("a\u2028b", "a\u2028b"),
        ("a\x85b", "a\x85b"),
        ("\t12", 12),
    ],
)
def test_a_yaml_scalar_is_what_hugo_takes_it_for(written: str, value: Any) -> None:
    read_value = read(YAML, f"k: {written}").get("k")
    assert (type(read_value), read_value) == (type(value), value)


def test_yaml_merge_keys_bring_in_what_is_not_given() -> None:
    front = read(YAML, "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0\n")
    assert front.get("c") == {"x": 0, "y": 1, "z": 2}
    assert front.field("c", "y") is None
    assert front.field("c", "<<") is not None


@pytest.mark.parametrize("written", ["2025-02-30", "2022-11-xx", "0000-01-01", "2025-12-07T10:00Z"])
def test_a_toml_date_that_does_not_exist_is_kept_as_text(written: str) -> None:
    front = read(TOML, f"title = 'x'\ndate = {written} # c\nlastmod = 2024-01-02")
    assert front.problems == ()
    assert front.data == {"title": "x", "date": written, "lastmod": date(2024, 1, 2)}
    field = front.field("Date")
    assert field is not None
    assert (field.value, front.text[slice(*field.span)]) == (written, written)


@pytest.mark.parametrize(
    "frame, content", [(TOML, "Title = 'x'\nParams.Author = 'y'"), (YAML, "Title: x\nParams: {Author: y}")]
)
def test_keys_match_in_any_case(frame: str, content: str) -> None:
    front = read(frame, content)
    field = front.field("title")
    assert field is not None
    assert (field.name, field.value) == ("Title", "x")
    assert front.get("params", "AUTHOR") == "y"
    assert front.field("params", "author") is not None
    assert front.field("params", "autor") is None
    assert front.get("params", "autor", default=0) == 0
    assert front.get("title", 0, default=0) == 0


def test_the_key_as_written_wins_over_another_case() -> None:
    front = read(YAML, "Title: a\ntitle: b")
    assert [front.get(key) for key in ("Title", "title")] == ["a", "b"]
    assert [field.value for key in ("Title", "title") if (field := front.field(key))] == ["a", "b"]


PROBLEMS = [
    (TOML, "title = 'x'\n⟦title⟧ = 'y'", 'the key "title" is given twice (first on line 2)'),
    (TOML, "a.b = 1\na.⟦b⟧ = 2", 'the key "b" is given twice (first on line 2)'),
    (TOML, "a = {b = 1, ⟦b⟧ = 2}", 'the key "b" is given twice (first on line 2)'),
    (TOML, "[a]\nb = 1\n\n[⟦a⟧]\nc = 1", 'the key "a" is given twice (first on line 2)'),
    (TOML, "x = 1\r\n\r\n'title' = 1\r\n⟦\"title\"⟧ = 2", 'the key "title" is given twice (first on line 4)'),
    (TOML, "title = ⟦Hello world⟧", "a string needs quotes"),
    (TOML, "title = ⟦“Hello”⟧", "straight quotes"),
    (TOML, "⟦title =⟧\nb = 1", "a value is missing"),
    (TOML, "title = ⟦'Hello⟧\nb = 1", "the quote opened here is not closed"),
    (TOML, 'title = ⟦"""Hello⟧\nb = 1', "the quote opened here is not closed"),
    (TOML, "⟦title: Hello⟧", 'followed by "=", not by a colon'),
    (TOML, "draft = ⟦True⟧", "small letters"),
    (TOML, "tags = ['a'\n⟦b⟧ = 1", "the list that begins on line 2"),
    (TOML, "a = 'b' ⟦c⟧", "nothing may follow the value"),
    (TOML, 'a = "C:⟦\\w⟧"', "a backslash must be written twice"),
    (TOML, 'a = "⟦\x01⟧"', "illegal character"),
    (TOML, "slug = ⟦2024-01-15-post⟧", ""),
    (TOML, "weight = ⟦2025-02-30⟧", "does not exist"),
    (TOML, "a = ⟦[⟧" + "[" * 5000, "nested"),
    (YAML, "title: x\n⟦title⟧: y", 'the key "title" is given twice (first on line 2)'),
    (YAML, "p:\n  a: x\n  ⟦'a'⟧: y", 'the key "a" is given twice (first on line 3)'),
    (YAML, "a: 1\n⟦title: Foo: bar⟧", "put the value in quotes"),
    (YAML, "a: 1\n⟦\t⟧b: 2", "a tab stands here"),
    (YAML, "a: 1\n ⟦b: 2⟧", "indented"),
    (YAML, "tags:\n  - a\n ⟦- b⟧", "indented"),
    (YAML, "a: 1\n⟦no colon here⟧\nb: 2", 'not "key: value"'),
    (YAML, "a: ⟦'x⟧\nb: 1", "the quote opened here is never closed"),
    (YAML, 'a: "x" ⟦y⟧', "put the whole value in quotes"),
    (YAML, "a: ⟦@home⟧", 'begins with "@" must stand in quotes'),
    (YAML, "a: ⟦*bold* text⟧", ""),
    (YAML, "a: ⟦*bold⟧", "must stand in quotes"),
    (YAML, 'a: "C:⟦\\w"⟧', "write it twice"),
    (YAML, "a: ⟦[b, c⟧\nd: 1", "not closed"),
    (YAML, "⟦- a\n- b⟧", 'lines of "key: value"'),
    (YAML, "⟦just text⟧", 'lines of "key: value"'),
    (YAML, "a: 1\n⟦...⟧\nb: 2", "a line ... may not stand"),
    (YAML, "a: ⟦\x00⟧", "U+0000"),
    (YAML, "a: ⟦\ufeff⟧x", "U+FEFF"),
    (YAML, "⟦[⟧1]: 2", "a key must be a text"),
    (YAML, "a: &x [⟦*x⟧]", 'named "&x"'),
    (YAML, "a: {<<: ⟦1⟧}", "alias of a table"),
    (JSON, '{"a": 1,\n⟦"a"⟧: 2}', 'the key "a" is given twice (first on line 1)'),
    (JSON, '{"a": 1⟦,⟧}', "no comma may stand"),
    (JSON, '{"a": [1 ⟦2⟧]}', 'a comma or "]" is missing'),
    (JSON, '{"a" ⟦1⟧}', "a colon must follow"),
    (JSON, '{"a": ⟦x⟧}', "double quotes"),
    (JSON, '{"a": ⟦NaN⟧}', "not a JSON value"),
    (JSON, '{"a": "x⟦\n⟧"}', "a line break"),
    (JSON, '{"a": 1, ⟦b⟧: 2}', "a key in double quotes"),
]


@pytest.mark.parametrize(("frame", "marked", "words"), PROBLEMS)
def test_a_fault_is_named_in_plain_words_where_it_stands(frame: str, marked: str, words: str) -> None:
    before, rest = frame.replace("{}", marked).split("⟦")
    inside, after = rest.split("⟧")
    front = parse(before + inside + after)
    assert front is not None
    (problem,) = front.problems
    assert words in problem.message
    if words != "nested":
        assert problem.span == Span(len(before), len(before) + len(inside))
    assert (front.data, front.fields) == ({}, ())


BOMBS = [
    "---\na: " + "[" * 50_000 + "\n---",
    "---\n" + "- " * 20_000 + "\n---",
    "---\n" + "".join(" " * level + "a:\n" for level in range(1500)) + "---",
    "---\na0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)) + "---",
    "---\na0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{b: *a{n - 1}, c: *a{n - 1}}}\n" for n in range(1, 60)) + "---",
    "+++\na = " + "[" * 50_000 + "\n+++",
    "+++\n" + "a." * 5000 + "a = 1\n+++",
    "+++\n[" + "a." * 5000 + "a]\n+++",
    "+++\na = " + "{a=" * 3000 + "\n+++",
    '{"a": ' + "[" * 50_000 + "]" * 50_000 + "}",
    '{"a":' * 50_000 + "1" + "}" * 50_000,
    '{"' + '\\"' * 50_000,
]


@pytest.mark.parametrize("text", BOMBS, ids=range(len(BOMBS)))
def test_a_bomb_is_a_problem(text: str) -> None:
    front = parse(text)
    assert front is not None
    assert len(front.problems) == 1


def test_an_empty_item_at_the_end_of_a_list_takes_in_what_follows_in_its_column() -> None:
    front = parse("---\ntitle: A\ntags:\n- a\n-\n# a comment\nslug: x\nseries:\n- \nweight: 1\n---\n")
    assert front is not None
    assert front.data == {"title": "A", "tags": ["a", {"slug": "x", "series": [{"weight": 1}]}]}
    assert front.field("tags", 1, "series", 0, "weight") is not None
    for text in ("tags:\n  - a\n  -\nslug: x\n", "tags:\n- a\n- ~\nslug: x\n", "tags: [a, ]\nslug: x\n"):
        other = parse(f"---\n{text}---\n")
        assert other is not None
        assert other.get("slug") == "x"
