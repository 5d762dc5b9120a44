"""Where a front matter begins and ends, and what is said when its fences are wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from postlint.document.front_matter import misplaced, parse
from postlint.text import Span


def unmarked(marked: str) -> tuple[str, Span | None]:
    """A text without its ⟦ ⟧, and the span they stood around."""
    if "⟦" not in marked:
        return marked, None
    before, rest = marked.split("⟦")
    inside, after = rest.split("⟧")
    return before + inside + after, Span(len(before), len(before) + len(inside))


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("⟦+++\ntitle = 'x'\n+++⟧\nbody\n", id="toml"),
        pytest.param("⟦---\ntitle: x\n---⟧\nbody\n", id="yaml"),
        pytest.param('⟦{"title": "x"}⟧\nbody\n', id="json"),
        pytest.param('⟦{\n  "title": "x", "a": {"b": "}\\""}\n}⟧ body', id="json with a brace and a quote in a text"),
        pytest.param("\ufeff⟦---\ntitle: x\n---⟧\nbody\n", id="bom"),
        pytest.param("\n \n\t⟦+++\ntitle = 'x'\n+++⟧\n", id="blank lines above"),
        pytest.param("⟦+++ \t\ntitle = 'x'\n+++ \t⟧\nbody", id="blanks behind the fences"),
        pytest.param("⟦---\r\ntitle: x\r\n---⟧\r\nbody", id="crlf"),
        pytest.param("⟦---\r\ntitle: x\n---⟧\nbody", id="mixed newlines"),
        pytest.param("⟦---\rtitle: x\r---⟧\rbody", id="carriage returns"),
        pytest.param("⟦---\ntitle: x\n---⟧", id="no final newline"),
        pytest.param("⟦---\ntitle: x\nd: |\n  a\n  ---\n  b\n---⟧\n---\n", id="an indented fence closes nothing"),
        pytest.param("⟦+++\ntitle = 'x'\nd = '''\n---\nx'''\n+++⟧\n", id="the other fence within a text"),
        pytest.param("⟦--- # of an article\ntitle: x\n---⟧\n", id="comment behind the fence"),
    ],
)
def test_a_front_matter_reaches_from_fence_to_fence(marked: str) -> None:
    text, span = unmarked(marked)
    front = parse(text)
    assert front is not None
    assert (front.span, front.problems) == (span, ())
    assert front.get("title") == "x"


@pytest.mark.parametrize(
    "text", ["---\n---", "---\n---\nbody", "+++\n+++\n", "---\n\n# nothing\n---\n", "{}", "+++\r\n+++"]
)
def test_an_empty_front_matter_is_valid(text: str) -> None:
    front = parse(text)
    assert front is not None
    assert (front.data, front.fields, front.problems) == ({}, (), ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "\n\n",
        "body\n",
        "# Title\n",
        "- item\n- item\n",
        "+ item\n",
        "text\n---\ntitle: x\n---\n",
        "<!-- c -->\n---\ntitle: x\n---\n",
        "{{< figure src='a' >}}\n",
        "{{% note %}}\n",
        "{.lead}\nA paragraph.\n",
        "---\n\nProse below a thematic break.\n",
        "---\nNote: this is prose below a thematic break.\n",
        "-----\n\nProse.\n",
        "---",
        "+++",
        "++++ not a fence\n",
    ],
)
def test_a_text_without_front_matter_has_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("⟦+++⟧\ntitle = 'x'\ndraft = true\n\nBody.\n", "never closed: add a line +++"),
        ("\n⟦---⟧\ntitle: x\ndraft: true\n\nBody.\n", "never closed: add a line ---"),
        ("⟦---⟧\ntitle: x\n", "never closed"),
        ("⟦+++⟧\ntitle = 'x'\n\nBody.\n\n---\n\nMore.\n", "never closed"),
        ('⟦{⟧"title": "x"\n\nBody.\n', "never closed"),
        ("⟦++++⟧\ntitle = 'x'\n++++\nBody.\n", "must be +++"),
        ("⟦----⟧\ntitle: x\n----\nBody.\n", "must be ---"),
        ("⟦+++ title⟧\ntitle = 'x'\n+++\nBody.\n", "must be +++"),
        ("+++\ntitle = 'x'\n⟦++++⟧\nBody.\n", "closing fence must be +++"),
        ("---\ntitle: x\n⟦--- and text⟧\nBody.\n", "closing fence must be ---"),
        ("+++\ntitle = 'x'\n⟦---⟧\nBody.\n", "closed by ---: write +++"),
        ("---\ntitle: x\n⟦+++⟧\nBody.\n\n---\n\nMore.\n", "closed by +++: write ---"),
    ],
)
def test_a_wrong_fence_is_named_where_it_stands(marked: str, words: str) -> None:
    text, span = unmarked(marked)
    front = parse(text)
    assert front is not None
    (problem,) = front.problems
    assert problem.span == span
    assert words in problem.message
    # Hugo reads a front matter that more than its fence closes, and takes the rest of that line for text.
    assert bool(front.data) == ("closing" in words)
    assert "Body" not in text[slice(*front.span)] or front.format == "json"


@pytest.mark.parametrize(
    "marked",
    [
        "<!-- c -->\n⟦+++\ntitle = 'x'\n+++⟧\nbody\n",
        "A text.\n\n⟦---\ntitle: x\n---⟧\nbody\n",
        "A text.\n⟦---\r\ndraft: true\r\n---⟧\r\nbody\n",
        "\ufeff<!-- c -->⟦⟧+++\ntitle = 'x'\n+++\n",
    ],
)
def test_a_front_matter_below_text_is_misplaced(marked: str) -> None:
    text, span = unmarked(marked)
    assert misplaced(text) == (span if span and span.start < span.end else None)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n---\n",
        "Prose.\n\n---\n\nMore prose.\n\n---\n\nThe end.\n",
        "Prose.\n\n---\nNote: a remark.\n---\n",
        "Write this:\n\n```yaml\n---\ntitle: x\n---\n```\n",
        "Text\n---\ntitle: x\n",
        "Text\n+++\nno toml\n+++\n",
        "Text\n\n---\n---\n",
        "",
    ],
)
def test_a_thematic_break_is_no_misplaced_front_matter(text: str) -> None:
    assert misplaced(text) is None


def test_importing_the_package_loads_no_parser() -> None:
    parsers = ("yaml", "tomllib", "tomlkit")
    code = f"import sys, postlint.document.front_matter; print([name for name in {parsers} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        # What measures coverage loads parsers of its own.
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")},
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"


def test_yaml_may_begin_right_behind_its_fence() -> None:
    text = "---title: A\ndraft: true\n---\nText\n"
    front = parse(text)
    assert front
    assert (dict(front.data), front.problems) == ({"title": "A", "draft": True}, ())
    assert text[front.content.start : front.content.end] == "title: A\ndraft: true\n"


@pytest.mark.parametrize("text", ["--- title: A\ndraft: true\n---\n", "----title: A\ndraft: true\n---\n"])
def test_at_blanks_behind_the_fence_of_yaml_the_build_stops_and_hyphens_begin_a_name(text: str) -> None:
    front = parse(text)
    assert front
    assert front.problems


def test_toml_may_begin_on_the_line_of_its_fence() -> None:
    """Hugo reads on right after the three marks."""
    text = '+++ title = "A"\ndraft = true\n+++\nText\n'
    front = parse(text)
    assert front
    assert (dict(front.data), front.problems) == ({"title": "A", "draft": True}, ())
    assert text[front.content.start : front.content.end] == 'title = "A"\ndraft = true\n'
    wrong = parse("+++ some words\ntitle = 'A'\n+++\n")
    assert wrong
    assert wrong.problems
