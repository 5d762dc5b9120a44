"""What each comment that silences findings covers, by lines, and what goes with it when it is removed."""

from __future__ import annotations

import pytest

from postlint.document.document import Document
from postlint.document.suppressions import Directive, directives_of

NEXT = "<!-- postlint-disable-next-line link/gap -->"
LINE = "<!-- postlint-disable-line -->"
FILE = "<!-- postlint-disable-file -->"
THREE = "<!-- postlint-disable link/gap, emphasis ALL -->"
GAP = "<!-- postlint-disable link/gap -->"
OVER_LINES = "<!-- postlint-disable-line\nlink/gap -->"
DEFINITION = "[//]: # (postlint-disable-line link/gap)"


def covered(directive: Directive) -> tuple[str, int, int]:
    return directive.rule, directive.first, directive.last


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"One.\n\n{NEXT}\n\nTwo.\n", [("link/gap", 5, 5)]),
        (f"One.\n\n{NEXT}\n\n\n> \n> Two.\n", [("link/gap", 7, 7)]),
        ("<!-- postlint-disable-next-line -->\n", [("", 2, 2)]),
        (f"One. {LINE}\nTwo.\n", [("", 1, 1)]),
        (f"One. {OVER_LINES}\nTwo.\n", [("link/gap", 1, 2)]),
        (f"{DEFINITION}\nOne.\n", [("link/gap", 1, 1)]),
        (f"One.\n\n{FILE}", [("", 1, 4)]),
        ("<!-- postlint disable -- it is so -->\n\nOne.\n", [("", 1, 4)]),
        # To the comment that ends it, and no other.
        (
            f"One.\n\n{THREE}\n\nTwo.\n\n<!-- postlint-enable link/gap -->\n\nThree.\n",
            [("link/gap", 3, 7), ("emphasis", 3, 10), ("", 3, 10)],
        ),
        (
            f"{GAP}\n\n{LINE}\n\n<!-- postlint-enable emphasis -->\n\nTwo.\n\n<!-- postlint-enable -->\n",
            [("link/gap", 1, 9), ("", 3, 3)],
        ),
        (
            f"<!-- postlint-enable -->\n\n{GAP}\n\nTwo.\n",
            [("link/gap", 3, 6)],
        ),
        # In the front matter.
        (
            "---\nparams:\n  postlint:\n    ignore: [link/gap, ALL]\n---\n\nOne.\n",
            [("link/gap", 1, 8), ("", 1, 8)],
        ),
        ("---\nparams:\n  postlint:\n    ignore: link/gap\n---\n\nOne.\n", [("link/gap", 1, 8)]),
        ("---\ntitle: postlint\n---\n\nOne.\n", []),
    ],
)
def test_lines(text: str, found: list[tuple[str, int, int]]) -> None:
    directives = directives_of(Document("a.md", text))
    assert [covered(directive) for directive in directives] == found
    assert not any(directive.problem for directive in directives)


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        (f"One.\n\n{NEXT}\n\nTwo.\n", f"{NEXT}\n"),
        (f"One.\n\n{FILE}", FILE),
        (f"One. {LINE}\nTwo.\n", LINE),
        (f"One {FILE} two\n", FILE),
        (f"{OVER_LINES}\nTwo.\n", f"{OVER_LINES}\n"),
        (f"{DEFINITION}\nOne.\n", f"{DEFINITION}\n"),
        # In a quote or a list its line may be what holds them together.
        (f"> {FILE}\n> One.\n", None),
        (f"- {FILE}\n", None),
    ],
)
def test_what_goes_with_it(text: str, removed: str | None) -> None:
    doc = Document("a.md", text)
    (directive,) = directives_of(doc)
    assert (doc.source(directive.removal) if directive.removal else None) == removed
    assert directive.alone


@pytest.mark.parametrize(
    ("text", "named", "problem"),
    [
        ("<!-- postlint-disable-lin -->\n", "<!-- postlint-disable-lin -->", "; did you mean postlint-disable-line?"),
        ("<!-- postlint-frobnicate -->\n", "<!-- postlint-frobnicate -->", "disable, enable, disable-file"),
        ("---\n# postlint-disable\ntitle: A\n---\n", "# postlint-disable", "silences nothing"),
        ("---\nparams:\n  postlint:\n    ignore: [5]\n---\n", "5", "the name of a rule is a text in quotes"),
    ],
)
def test_problems(text: str, named: str, problem: str) -> None:
    doc = Document("a.md", text)
    (directive,) = directives_of(doc)
    assert doc.source(directive.place.span) == named
    assert directive.problem.endswith(problem) or problem in directive.problem


def test_names_of_rules_and_their_comment() -> None:
    doc = Document("a.md", f"One.\n\n{THREE}\n")
    found = directives_of(doc)
    assert [doc.source(each.place.span) for each in found] == ["link/gap", "emphasis", "ALL"]
    assert {doc.source(each.comment.span) for each in found} == {THREE}
    assert not any(each.alone for each in found)
