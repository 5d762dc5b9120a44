"""Every output format against its published schema, with hostile names and messages."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import xmlschema
from corpora import SHARED
from pull_request.formats import CHECKSTYLE, GITLAB, JSON, commands
from pull_request.hostile import MESSAGES, TEXT, results

from postlint.diagnostic import Diagnostic, Severity
from postlint.messages import without_control
from postlint.report import FORMATS, Results, renderer
from postlint.text import Lines, Range, Span

SCHEMAS = SHARED / "schemas"
published = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the published schemas are not here (../shared/schemas)")
HOSTILE = results()
NOTHING = Results([], 3)


def render(name: str, found: Results = HOSTILE) -> str:
    return "".join(renderer(name)(found)).encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def test_all_formats_are_known_to_the_command_line() -> None:
    from postlint.cli.options import FORMATS as shown

    assert shown.split(", ") == list(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_and_each_finding_alone(name: str) -> None:
    render(name, NOTHING)
    for finding in HOSTILE.diagnostics[:5]:
        assert render(name, Results([finding], 1, HOSTILE.texts))


# --- JSON


@pytest.mark.parametrize("found", [HOSTILE, NOTHING], ids=["hostile", "nothing"])
def test_json(found: Results) -> None:
    data = json.loads(render("json", found))
    jsonschema.validate(data, JSON)
    assert [each["message"] for each in data["diagnostics"]] == [finding.message for finding in found.diagnostics]
    lines = [json.loads(line) for line in render("jsonl", found).split("\n")[:-1]]
    assert lines == data["diagnostics"]


def _written(text: str) -> str:
    """A text as it can be written in UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode()


@published
@pytest.mark.parametrize("found", [HOSTILE, NOTHING], ids=["hostile", "nothing"])
def test_sarif(found: Results) -> None:
    data = json.loads(render("sarif", found))
    jsonschema.validate(data, schema("sarif-schema-2.1.0.json"), format_checker=jsonschema.FormatChecker())
    (run,) = data["runs"]
    assert len(run["results"]) == len(found.diagnostics)
    names = [each["id"] for each in run["tool"]["driver"]["rules"]]
    for each in run["results"]:
        assert names[each["ruleIndex"]] == each["ruleId"]
        uri = each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
    uris = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]}
    paths = {finding.path for finding in found.diagnostics}
    assert {unquote(uri, errors="surrogateescape") for uri in uris} == paths
    prints = [each["partialFingerprints"]["postlint/v1"] for each in run["results"]]
    assert len(set(prints)) == len(prints)


@published
def test_sarif_describes_the_rules() -> None:
    (run,) = json.loads(render("sarif"))["runs"]
    rules = {each["id"]: each for each in run["tool"]["driver"]["rules"]}
    assert "leads" in rules["link/broken"]["help"]["text"] or rules["link/broken"]["shortDescription"]["text"]
    assert rules["link/broken"]["help"]["markdown"].startswith("# link/broken")
    assert rules["own/rule-of-the-site"] == {"id": "own/rule-of-the-site"}


def many(numbers: dict[Severity, int]) -> Results:
    place = Range(0, 1, 1, 1, 1, 2)
    found = [
        Diagnostic(f"content/{at:05}.md", place, "link/broken", severity, f"{severity} {at}")
        for severity, count in numbers.items()
        for at in range(count)
    ]
    return Results(sorted(found, key=lambda each: each.order), 1)


@published
def test_sarif_keeps_the_gravest_of_too_many() -> None:
    (run,) = json.loads(render("sarif", many({Severity.INFO: 4000, Severity.WARNING: 900, Severity.ERROR: 600})))[
        "runs"
    ]
    levels = [each["level"] for each in run["results"]]
    assert (len(levels), levels.count("error"), levels.count("warning")) == (5000, 600, 900)
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "500 less grave findings of 5500" in said["message"]["text"]


def test_fingerprints_name_no_line() -> None:
    def one(text: str, start: int) -> Results:
        place = Lines(text).place(Span(start, start + 3))
        return Results([Diagnostic("a.md", place, "a/b", Severity.ERROR, "m")], 1, lambda path: text)

    assert _prints(one("bad\n", 0)) == _prints(one("a\n\nbad\n", 3)) != _prints(one("bad day\n", 0))


def _prints(found: Results) -> list[str]:
    return [load["fingerprint"] for load in json.loads(render("gitlab", found))]


@pytest.mark.parametrize("found", [HOSTILE, NOTHING], ids=["hostile", "nothing"])
def test_gitlab(found: Results) -> None:
    data = json.loads(render("gitlab", found))
    jsonschema.validate(data, GITLAB)
    assert len({each["fingerprint"] for each in data}) == len(found.diagnostics)


@published
@pytest.mark.parametrize("found", [HOSTILE, NOTHING], ids=["hostile", "nothing"])
def test_rdjson(found: Results) -> None:
    data = json.loads(render("rdjson", found))
    jsonschema.validate(data, schema("rdjson-DiagnosticResult.json"))
    # The published schema allows anything beside what it knows.
    assert data["source"]["name"] == "postlint"
    for each, diagnostic in zip(data["diagnostics"], found.diagnostics, strict=True):
        assert each["severity"] in ("ERROR", "WARNING", "INFO")
        assert bool(each.get("suggestions")) == bool(diagnostic.fix)
        for suggestion in each.get("suggestions", ()):
            assert _apply(suggestion) == _fixed(diagnostic)


def _apply(suggestion: dict[str, Any]) -> str:
    """The text after a suggestion, whose columns count bytes."""
    data, starts = TEXT.encode(), [0, *(match.end() for match in re.finditer(rb"\n", TEXT.encode()))]
    start, end = (
        starts[suggestion["range"][at]["line"] - 1] + suggestion["range"][at]["column"] - 1 for at in ("start", "end")
    )
    return (data[:start] + suggestion["text"].encode() + data[end:]).decode()


def _fixed(diagnostic: Diagnostic) -> str:
    from postlint.run.fixer import apply_edits

    assert diagnostic.fix
    return _written(apply_edits(TEXT, [(diagnostic, diagnostic.fix)]))


# --- XML


@published
@pytest.mark.parametrize("found", [HOSTILE, NOTHING], ids=["hostile", "nothing"])
def test_junit(found: Results) -> None:
    text = render("junit", found)
    xmlschema.XMLSchema(SCHEMAS / "junit.xsd").validate(text)
    root = ET.fromstring(text.encode())
    assert len(root.findall(".//failure")) == len(found.diagnostics)
    assert sum(int(each.attrib["failures"]) for each in root) == len(found.diagnostics)
    assert all(int(each.attrib["tests"]) == len(each.findall("testcase")) for each in root)


@pytest.mark.parametrize("found", [HOSTILE, NOTHING], ids=["hostile", "nothing"])
def test_checkstyle(found: Results) -> None:
    text = render("checkstyle", found)
    xmlschema.XMLSchema(CHECKSTYLE).validate(text)
    root = ET.fromstring(text.encode())
    assert len(root.findall(".//error")) == len(found.diagnostics)


def test_xml_says_what_was_found() -> None:
    root = ET.fromstring(render("checkstyle").encode())
    messages = {each.attrib["message"] for each in root.iter("error")}
    assert {message for message in MESSAGES if message.isprintable()} <= messages
    assert "two\nlines\r\nand a return \r." in messages
    names = [each.attrib["name"] for each in root]
    assert "content/two\nlines.md" in names and "content/\"quoted\" 'name' <b>&.md" in names


# --- text


def test_github_commands() -> None:
    text = render("github")
    assert not re.search(r"^\s*::(?!error |warning |notice )", text, re.MULTILINE), "nothing is injected"
    found = commands(text)
    levels = [each.level for each in found]
    assert [levels.count(each) for each in ("error", "warning", "notice")] == [10, 10, 10]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index), "the gravest first"
    assert found[-1].properties == {"title": "postlint"}
    more = len(HOSTILE.diagnostics) - 29
    assert found[-1].message.endswith(f"{more} more are in the log of this step.")
    rest = [line for line in text.split("\n")[:-1] if not line.startswith("::")]
    assert len(rest) == more, "each of the others has one line"
    assert not any("##[" in line for line in rest)


def test_github_escapes() -> None:
    alone = [Results([finding], 1) for finding in HOSTILE.diagnostics]
    for each in alone:
        first, last = commands(render("github", each))
        (finding,) = each.diagnostics
        assert first.message == _written(without_control(finding.message))
        assert first.properties["file"] == _written(without_control(finding.path))
        assert first.properties["line"] == str(finding.place.line)
        assert first.properties["title"] == f"postlint {finding.rule}"
        assert last.level == "notice"


def test_github_says_nothing_where_nothing_is() -> None:
    assert render("github", NOTHING) == ""


def test_markdown_is_a_table() -> None:
    text = render("markdown")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + len(HOSTILE.diagnostics)
    for row in rows:
        cells = re.split(r"(?<!\\)\|", row)
        assert len(cells) == 6, row
        assert "<" not in cells[3]


def test_markdown_shows_the_gravest_of_many() -> None:
    text = render("markdown", many({Severity.INFO: 190, Severity.ERROR: 30}))
    assert text.count("🔴") == 30 and text.count("🔵") == 170
    assert text.endswith("and 20 more\n")


@pytest.mark.parametrize("name", ["concise", "full"])
def test_a_terminal_gets_no_controls(name: str) -> None:
    shown = render(name)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\u2028]", shown)
