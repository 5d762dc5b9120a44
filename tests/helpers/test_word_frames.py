"""Frames of words: which words fill them, and that each of them has an example."""

import pytest

from postlint import Document
from postlint.config.rule_files import load_rules, rules_folder
from postlint.helpers.english_frames import english_frames
from postlint.helpers.word_frames import Frame, Frames

RULES = [f"text/{name}" for name in ("verb-form", "agreement", "sound-alike", "missing-article", "word-order")]


def filled(frames: Frames, text: str) -> list[str]:
    doc = Document("content/a.md", text)
    return [" ".join(words) for _, words in frames.near(doc.tokens, doc.words.keys())]


@pytest.fixture
def frames() -> Frames:
    classes = {"MODAL": ["can", "Can"], "FORM": ["helps", "works"], "HOW": ["also", "not"]}
    return Frames(
        classes,
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
