"""What a rule calls visible is in the text of the page that Hugo publishes, and gone from it where it is repaired."""

from __future__ import annotations

import html
import re

import pytest
from examples import cases
from rendered import CODE, rendered, visible
from site_map.real_hugo import binary

from postlint.cli.example_texts import unmark
from postlint.cli.rule_examples import Case
from postlint.document.document import Document
from postlint.document.shortcodes import MASK_FIRST, MASK_REST

# The rules about what shows as it was typed.
SHOWN = (
    "link/unclosed link/gap link/reversed link/spaced-destination link/undefined-reference link/wiki "
    "structure/markdown-in-html structure/run-on-list table/broken shortcode/malformed editorial/export-leftover "
    "text/literal-code text/literal-backslash"
).split()
# What is wrong there is something else than a sign that shows in a text.
ELSE = {
    "⟦alt_text⟧": "the text of an image",
    "⟦+⟧": "a list that is none",
    "⟦-⟧ and what": "a list that is none",
    '⟦class="Mso': "a class that nobody sees, which is advice",
    '⟦<span style="mso': "an attribute that nobody sees, which is advice",
    "⟦``bash⟧": "lines of code that run together",
    "⟦```bash⟧": "a fence that shows in code, or is a part of a text",
}


def _text(case: Case, text: str) -> str:
    """The example as Hugo reads it, with shortcodes as words of their own: those of a theme are not here."""
    return "---\ntitle: An example\n---\n\n" + Document(case.example.path, text).masked.replace("\r", "")


def _seen(text: str) -> str:
    """A text without what rendering may change: spaces, emphasis, and how code and shortcodes are shown."""
    return re.sub(rf"[\s_{CODE}{MASK_FIRST}{MASK_REST}]+", "", text)


def _as_shown(text: str) -> str:
    """What is flagged as a reader sees it: without code, escapes resolved, without the brackets of addresses."""
    text = html.unescape(re.sub(r"(?<!\\)(`+)(?!`)[^`]*(?<!`)\1(?!`)", "", text))
    text = re.sub(r"<(https?:[^>]*)>", r"\1", text)
    return _seen(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))


def _showing() -> list[Case]:
    """The bad examples of these rules; half a shortcode stops Hugo, so that nothing shows."""
    found = [
        case
        for case in cases()
        if case.rule.name in SHOWN and case.bad and not any(signs in case.example.text for signs in ELSE)
    ]
    return [case for case in found if not re.search(r"\{\{[<%]", _text(case, unmark(case.example.text)[0]))]


SHOWING = _showing()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The visible text of each bad example, and of each as it is repaired."""
    program = binary()
    if program is None:
        pytest.skip("there is no Hugo here")
    texts = {}
    for number, case in enumerate(SHOWING):
        assert case.bad
        text = unmark(case.bad.text)[0]
        texts[f"bad{number}"] = _text(case, text)
        # Some are left as they are.
        if case.bad.fixed not in (None, text):
            texts[f"fixed{number}"] = _text(case, case.bad.fixed)
    found = rendered(program, tmp_path_factory.mktemp("shown") / "site", texts)
    return {name: visible(page) for name, page in found.items()}


@pytest.mark.parametrize("number", range(len(SHOWING)), ids=[case.name for case in SHOWING])
def test_a_reader_sees_what_is_flagged(number: int, pages: dict[str, str]) -> None:
    case = SHOWING[number]
    assert case.bad
    text, marked = unmark(case.bad.text)
    masked = Document(case.example.path, text).masked
    flagged = [_as_shown(masked[start:end]) for start, end in marked]
    seen = _seen(pages[f"bad{number}"])
    for signs in flagged:
        assert signs in seen
    repaired = pages.get(f"fixed{number}")
    if repaired is not None:
        gone = [signs for signs in flagged if len(signs) > 1]
        assert not [signs for signs in gone if signs in _seen(repaired)]
