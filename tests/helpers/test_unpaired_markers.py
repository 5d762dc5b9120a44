"""Which markers stand alone, and where their counterparts would make an emphasis of the whole text."""

from __future__ import annotations

import pytest

from postlint.document.document import Document
from postlint.helpers.unpaired_markers import unpaired_ends, unpaired_singles


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("*The list of it", [(0, "*", 15)]),
        ("*Two words", []),
        ("*两个词", [(0, "*", 4)]),
        # A sign of another script among the first forty.
        (f"*{'a' * 39}\u3042", [(0, "*", 41)]),
        (f"*{'a' * 40}\u3042", []),
        ("*The list: it\nand more", [(0, "*", None)]),
        ("*The\nlist of it", []),
        # At the beginning of a line, of a cell or of the text of a link, and nowhere else.
        ("*The list of it is long.\n*The other one is long.", [(0, "*", None), (25, "*", None)]),
        ("The list\n*of the day is long", [(9, "*", None)]),
        ("The list *of the day is long", []),
        ("[*The list of it](/a/)", [(1, "*", None)]),
        ("| *The list | a |\n|---|---|", [(0, "*", None)]),
        ("*The list is *so", []),
        ("* Two 注意 more", []),
        ("*(a) one two", []),
        # A link is all there is, or a text of few words.
        ("*[The very long list of all that there is to be seen in the town](/a/)", [(0, "*", 70)]),
        ("*[The list](/a/) of all that there is to be seen by all in the town here", [(0, "*", None)]),
        ("*The list of all that there is to be seen by all in the town](/a/)", [(0, "*", None)]),
        # What any words are meant by, and notes.
        ("*nix is so and so", []),
        ("A list*, or two.\n\n*The list of it", []),
        ("A list\\* of it.\n\n*The list of it", []),
        ("It is **bold*** of it.\n\n*The list of it", []),
        ("The list [*of it is here](/a/).\n\nThe list\n*of it is here", [(10, "*", None), (9, "*", None)]),
        # Ends of sentences that end a text.
        ("It is so in the end.*", [(20, "*", None)]),
        ("It is so in the end*", []),
        ("It is so.* It is.", []),
        ("It is 3.7.*", []),
        # Underscores: of an emphasis over several paragraphs, where it was to end is not known.
        ("_The list of it", [(0, "_", 15)]),
        ("__The long list of it", [(0, "__", 21)]),
        ("_ The long list", []),
        ("_the long list of it", []),
        ("It is so. _The long list", []),
        ("It is so._", [(9, "_", None)]),
        ("It is so.__", []),
        ("_The long list of it\n\nIt is so._", [(0, "_", None), (9, "_", None)]),
        ("_The long list of it\n\n_The other list of it", [(0, "_", 20), (0, "_", 21)]),
        ("_The long list_ of it is _so and so", []),
        # Beside other markers.
        ("It *is so in the end._", [(21, "_", None)]),
        ("It is **so in the end.*", []),
        ("| **A name*** | 5 |\n|---|---|\n\n*Without the tax of it **A day", []),
    ],
)
def test_singles(text: str, found: list[tuple[int, str, int | None]]) -> None:
    lone = unpaired_singles(Document("a.md", f"{text}\n"))
    assert [(each.start, each.markers, each.counterpart) for each in lone] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Note:** do not do that.", [(5, 0)]),
        ("Note** do not do that.", [(4, 0)]),
        ("Note:**do not do that.", []),
        ("Note:*** do it.", []),
        ("So ** it.", []),
        ("Note** it is **so.", []),
        ("Note:** do it. Note:** do it.", []),
        ("[Note:** do it](/a/)", [(6, 1)]),
        # Behind a sentence nothing is opened.
        ("It is so. Note:** do it.", [(15, None)]),
        # Three words, or all of the text, or what a colon follows.
        ("The note here** do it.", [(13, 0)]),
        ("The note of it** do it.", [(14, None)]),
        ("The note of it:** do it.", [(15, 0)]),
        ("The note of it**: do it.", [(14, 0)]),
        ("The note of it**", [(14, 0)]),
        # In Chinese, asterisks hide the rest of a name.
        ("注意**：不要", [(2, 0)]),
        ("注意** 不要", []),
        ("注意！** 不要", [(3, 0)]),
        ("注a** 不要", [(2, 0)]),
        ("A注** 不要", []),
        ("注） ** 不要", []),
        ("char** argv", []),
        ("A char** of it", []),
        ("The **list** and the note here* do it.", []),
        ("Note** it is **so.\n\nThe note here** do it.", [(13, 0)]),
        # An asterisk somewhere else opens something, or refers to a note.
        ("Note:** do it.\n\nIt is **Note of it", []),
        ("Note:** do it.\n\nIt is so\\* of it", []),
    ],
)
def test_ends_of_bold_texts(text: str, found: list[tuple[int, int | None]]) -> None:
    assert [(each.start, each.counterpart) for each in unpaired_ends(Document("a.md", f"{text}\n"))] == found
