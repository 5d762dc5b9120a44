"""Which markers of bold text a space has split, and which pairs cross another one."""

from __future__ import annotations

import pytest

from postlint.document.document import Document
from postlint.helpers.emphasis_pairs import literal_runs
from postlint.helpers.split_markers import crossing, split_markers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Press * * one** now.", ["* * one**"]),
        ("Press ** one * * now.", ["** one * *"]),
        ("Press ** one* * now.", ["** one* *"]),
        ("Press * * one* * now.", ["* * one* *"]),
        ("Press * *one * * now.", ["* *one * *"]),
        # With spaces on both sides, each is an asterisk; without a space in any, no marker is split.
        ("Press * * one * * now.", []),
        ("Press ** one ** now.", []),
        ("Press * * one** and * * two** now.", ["* * one**", "* * two**"]),
        ("Press ** one ** and * * two** now.", ["* * two**"]),
        # Without the other one, around no word, and around code.
        ("Press * * one now.", []),
        ("Press ** one ** now, * * so.", []),
        ("Press * * 1** now.", []),
        ("Press * * o** now.", []),
        ("Press * * one\ntwo** now.", []),
        ("Press * * one = 2** now.", []),
        (f"Press * * {'one ' * 29}one** now.", [f"* * {'one ' * 29}one**"]),
        (f"Press * * {'one ' * 30}one** now.", []),
    ],
)
def test_split_markers(text: str, found: list[str]) -> None:
    (block,) = Document("a.md", f"{text}\n").prose
    stretches = split_markers(block.prose, literal_runs(block.prose))
    assert [text[stretch.start : stretch.end] for stretch in stretches] == found


def test_the_asterisks_of_a_stretch() -> None:
    (block,) = Document("a.md", "Press * * one* * now.\n").prose
    (stretch,) = split_markers(block.prose, literal_runs(block.prose))
    assert sorted(stretch.runs) == [6, 8, 13, 15]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("**Users and _words** are both_", ["_words** are both_"]),
        ("_one **two_ three**", ["**two_ three**"]),
        ("_one **two_ *so* three**", ["**two_ *so* three**"]),
        ("**one _two**", []),
        ("**one** _two three", []),
        ("**one _1** 2_", []),
        ("*one **two* three**", []),
        ("one_ two _three", []),
    ],
)
def test_crossing(text: str, found: list[str]) -> None:
    (block,) = Document("a.md", f"{text}\n").prose
    pairs = crossing(block.prose, literal_runs(block.prose))
    assert [text[first.start : second.start + second.length] for first, second in pairs] == found
