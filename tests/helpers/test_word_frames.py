"""Frames of words: which words fill them, and that each of them has an example."""

import json

import pytest

from postlint import Document
from postlint.config.rule_files import load_rules, rules_folder
from postlint.helpers.english_frames import english_frames
from postlint.helpers.frame_tables import as_lists, table_from
from postlint.helpers.prepared_tables import store_tables
from postlint.helpers.word_frames import Frame, Frames

NAMES = ("verb-form", "agreement", "sound-alike", "missing-article", "missing-word", "split-word", "word-order")
RULES = [f"text/{name}" for name in NAMES]


def filled(frames: Frames, text: str) -> list[str]:
    doc = Document("content/a.md", text)
    return [" ".join(words) for _, words in frames.near(doc.tokens, doc.words.keys())]


@pytest.fixture
def frames() -> Frames:
    classes = {"MODAL": ["can", "Can"], "FORM": ["helps", "works"], "HOW": ["also", "not"]}
    return Frames(
        lambda: classes,
        [
            Frame("text/verb-form", "MODAL HOW? FORM", lambda words: (words[0],)),
            Frame("text/verb-form", "one of . ^FORM again", lambda words: (words[0],)),
            Frame("text/verb-form", "softwares", lambda words: (words[0],)),
        ],
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It can helps, and it can not works.", ["can helps", "can not works"]),
        ("It can help. The helps can.", []),
        ("See one of these works again.", ["one of these works again"]),
        ("See one of works again, and one of these works.", []),
        ("One of all works again.", ["One of all works again"]),
        ("Works again", []),
        ("Such softwares.", ["softwares"]),
        ("", []),
    ],
)
def test_finds_what_fills_a_frame(frames: Frames, text: str, found: list[str]) -> None:
    assert filled(frames, text) == found


def test_each_frame_has_an_example() -> None:
    shown: set[tuple[str, str]] = set()
    for name, rule in load_rules(rules_folder(), RULES).items():
        for example in rule.bad:
            doc = Document("content/a.md", example.text.replace("⟦", "").replace("⟧", ""))
            shown |= {(name, frame.slots) for frame, _ in english_frames().near(doc.tokens, doc.words.keys())}
    assert [frame.slots for frame in english_frames().frames if (frame.rule, frame.slots) not in shown] == []


def test_a_kept_table_is_the_one_that_is_made() -> None:
    made = english_frames()._table
    lists = json.loads(json.dumps(as_lists(made)))
    assert table_from(lists) == made
    beyond = [*lists[3][:-1], len(lists[4])]
    for damaged in (
        None,
        "x",
        lists[:6],
        [*lists[:6], 1],
        [*lists[:3], beyond, *lists[4:]],
        [*lists[:5], [], lists[6]],
    ):
        assert table_from(damaged) is None


def test_a_table_is_kept() -> None:
    kept: dict[str, object] = {}

    class CachedValue:
        def __init__(self, name: str) -> None:
            self.name = name

        def read(self) -> object:
            return kept.get(self.name)

        def write(self, value: object) -> None:
            kept[self.name] = value

    frame = Frame("text/verb-form", "MODAL FORM", lambda words: (words[0],))
    store_tables(CachedValue)
    try:
        made = Frames(lambda: {"MODAL": ["can"], "FORM": ["helps"]}, [frame], "some")
        assert filled(made, "It can helps.") == ["can helps"]
        again = Frames(dict, [frame], "some")
        assert filled(again, "It can helps.") == ["can helps"]
        other = Frames(dict, [frame], "other")
        assert filled(other, "It can helps.") == []
    finally:
        store_tables(None)
