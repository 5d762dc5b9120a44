"""Each guard of a set phrase from both sides: the phrase by itself, and beside a word that makes it right."""

from __future__ import annotations

import pytest

from postlint import Document
from postlint.document.document import Document as AnyDocument
from postlint.helpers.set_phrases import LANGUAGES, Phrase, near_phrases, phrases

GUARDED = [phrase for language in LANGUAGES for phrase in phrases(language) if phrase.not_after or phrase.not_before]
FILLED = {"<my>": "my", "<the>": "the", "<d>": "two", "<n>": "many", "<then>": "then the"}


def written(phrase: Phrase) -> str:
    """A wrong phrase as it may stand in a text."""
    text = phrase.wrong.removesuffix(" <end>")
    for name, filling in FILLED.items():
        text = text.replace(name, filling)
    return text


def finds(phrase: Phrase, text: str) -> bool:
    """Whether a phrase is found in a text, and not kept from it."""
    doc: AnyDocument = Document("content/a.md", text)
    near = near_phrases(doc.tokens, doc.words.keys(), (phrase.language,))
    return phrase in near and any(not phrase.is_excluded(match) for match in phrase.expression.finditer(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_guard_of_a_phrase_has_two_sides(language: str) -> None:
    for phrase in GUARDED:
        if phrase.language == language:
            text = written(phrase)
            assert finds(phrase, f"Xyzzy {text}."), text
            for word in phrase.not_after.split():
                assert not finds(phrase, f"Xyzzy {text} {word}."), f"{text} {word}"
            for word in phrase.not_before:
                assert not finds(phrase, f"Xyzzy {word} {text}."), f"{word} {text}"
