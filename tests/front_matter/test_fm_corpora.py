"""Every article of real sites: the spans are exact, and the data is what reference parsers make of it.

The sites are not part of the project; without them this module is skipped, and says so.
"""

import re
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from postlint.document.front_matter import Field, FrontMatter, parse
from postlint.helpers.front_matter_edits import editor_for

CORPORA = Path(__file__).parents[2].parent / "shared" / "corpora"
ARCHIVES = sorted(CORPORA.glob("*.tar.gz"))

pytestmark = pytest.mark.skipif(not ARCHIVES, reason="the archives of real sites are not here")


class Reference(yaml.SafeLoader):
    """PyYAML with the truth values of YAML 1.2."""


Reference.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Reference.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def articles(archive: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each article; archetypes and shortcodes are templates, no articles."""
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and member.name.endswith(".md") and not re.search("archetypes/|layouts/", member.name):
                file = tar.extractfile(member)
                assert file is not None
                yield member.name, file.read().decode("utf-8")


@pytest.fixture(scope="module", params=ARCHIVES, ids=lambda path: path.name.split(".")[0])
def site(request: pytest.FixtureRequest) -> list[tuple[str, FrontMatter]]:
    read = [(name, parse(text)) for name, text in articles(request.param)]
    return [(name, front) for name, front in read if front is not None]


def alone(front: FrontMatter, written: str) -> Any:
    """What a value is when it stands alone, by a reference parser."""
    if front.format == "toml":
        return tomllib.loads(f"value = {written}")["value"]
    return yaml.load(f"value: {written}", Loader=Reference)["value"]


def unquoted(front: FrontMatter, written: str) -> Any:
    if front.format == "toml":
        return next(iter(tomllib.loads(f"{written} = 1")))
    return yaml.load(written, Loader=yaml.BaseLoader)


def in_one_piece(front: FrontMatter, field: Field) -> bool:
    """Whether a value stands on a line of its own: a scalar, or a list or table in brackets."""
    written = front.text[slice(*field.span)]
    return (
        "\n" not in written
        and "*" not in written[:1]
        and not (isinstance(field.value, dict | list) and written[:1] not in ("[", "{"))
    )


def test_the_data_is_what_a_reference_parser_reads(site: list[tuple[str, FrontMatter]]) -> None:
    for name, front in site:
        assert front.problems == (), name
        content = front.text[slice(*front.content)]
        if front.format == "toml":
            assert front.data == tomllib.loads(content), name
        else:
            assert front.data == (yaml.load(content, Loader=Reference) or {}), name


def test_every_field_stands_where_it_says(site: list[tuple[str, FrontMatter]]) -> None:
    checked = 0
    for name, front in site:
        for field in front.fields:
            written = front.text[slice(*field.span)]
            if isinstance(field.path[-1], str):
                assert unquoted(front, front.text[slice(*field.key)]) == field.name, name
            else:
                assert field.key == field.span, name
            if in_one_piece(front, field):
                value = alone(front, written)
                assert (type(value), value) == (type(field.value), field.value), (name, field)
                checked += 1
    assert checked > 0


def test_every_key_has_a_field(site: list[tuple[str, FrontMatter]]) -> None:
    def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
        entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, item in entries:
            yield (*path, key)
            yield from paths(item, (*path, key))

    for name, front in site:
        content = front.text[slice(*front.content)]
        if front.format == "toml" or not re.search(r"(?m)[:-] +\*|<<:", content):
            assert sorted(map(str, paths(front.data))) == sorted(str(field.path) for field in front.fields), name


@pytest.mark.parametrize(
    ("newline", "lead"), [("\r\n", ""), ("\r\n", "\ufeff\r\n"), ("\n", "\ufeff"), ("\n", "\ufeff\ufeff")]
)
def test_bom_and_newlines_only_shift_the_spans(site: list[tuple[str, FrontMatter]], newline: str, lead: str) -> None:
    for name, front in site:
        text = front.text.replace("\r\n", "\n")
        one, other = parse(text), parse(lead + text.replace("\n", newline))
        assert one is not None
        assert other is not None
        assert other.data == one.data, name
        assert [(f.path, other.text[slice(*f.span)].replace("\r\n", "\n")) for f in other.fields] == [
            (f.path, text[slice(*f.span)]) for f in one.fields
        ], name
        shifts = {
            f.span.start - g.span.start - text.count("\n", 0, g.span.start) * (len(newline) - 1)
            for f, g in zip(other.fields, one.fields, strict=True)
        }
        assert shifts <= {len(lead)}, name


def test_an_edit_leaves_all_other_fields_as_they_are(site: list[tuple[str, FrontMatter]]) -> None:
    for name, front in site:
        top = [
            field
            for field in front.children(())
            if "<<" not in field.path and "&" not in front.text[slice(*field.span)]
        ]
        for field in top[:3]:
            edits = {
                "remove": ({k: v for k, v in front.data.items() if k != field.name}, editor_for(front).remove(field)),
                "add": ({**front.data, "x": [1]}, editor_for(front).add("x", [1])),
                "rename": (
                    {"x": field.value, **{k: v for k, v in front.data.items() if k != field.name}},
                    editor_for(front).rename(field, "x"),
                ),
            }
            if not isinstance(field.value, dict):
                edits["set"] = ({**front.data, field.name: "a: b"}, editor_for(front).set(field, "a: b"))
                edits["list"] = ({**front.data, field.name: [field.value]}, editor_for(front).set(field, [field.value]))
            for action, (expected, edit) in edits.items():
                result = parse(front.text[: edit.span.start] + edit.text + front.text[edit.span.end :])
                assert result is not None
                assert result.data == expected, (name, action, field)
