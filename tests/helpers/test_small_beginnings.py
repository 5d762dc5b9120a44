"""Which paragraphs, items and pronouns begin with a small letter by mistake: each limit from both sides."""

from __future__ import annotations

import pytest

from postlint.document.document import Document
from postlint.helpers.small_beginnings import small_beginnings, small_pronouns

LIST = "the list of it is here for all of us."
ITEMS = "- The list of it.\n- The end of it.\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LIST, ["the"]),
        ("the list of it is here for us.", ["the"]),
        ("the list of it is with us all.", ["the"]),
        ("the list of it is not here", []),
        ("the list is so for all of us.", []),
        ("The list of it is here for all of us.", []),
        (f"## Lists\n\n{LIST}", ["the"]),
        # Behind a sentence, and behind none.
        (f"The end is here.\n\n{LIST}", ["the"]),
        (f"The end is here\n\n{LIST}", []),
        (f"an end is here.\n\n{LIST}", []),
        (f"`The` end is here.\n\n{LIST}", []),
        # Code, pictures and comments between sentences.
        (f"```\ncode\n```\n\n{LIST}", ["the"]),
        (f"<!-- so -->\n\n{LIST}", ["the"]),
        (f"<div>so</div>\n\n{LIST}", []),
        (f"{LIST}\n\n```\ncode\n```", ["the"]),
        (f"{LIST}\n\nand so on", ["the"]),
        # The one of four items.
        (f"{ITEMS}- The day.\n- the night is here.", ["the"]),
        (f"{ITEMS}- the night is here.", []),
        (f"{ITEMS}- The day.\n- the night is here", []),
        (f"{ITEMS}- the day is here.\n- the night is here.", []),
        (f"{ITEMS}- The day,\n- the night is here.", []),
        (f"{ITEMS}- The day.\n- and the night is here.", []),
        (f"{ITEMS}- The day.\n- 5 of it.\n- the night is here.", []),
        (f"{ITEMS}- The day.\n-     code\n- the night is here.", []),
        (f"{ITEMS}- The day.\n- the night is here.\n\n  And more of it.", ["the"]),
        (f"- The day\n\nText.\n\n{ITEMS}- The day,\n- The end\n\nText.\n\n{ITEMS}- The day.\n- the night is.", ["the"]),
    ],
)
def test_paragraphs_and_items(text: str, found: list[str]) -> None:
    slips = [passage.text[slip.start : slip.end] for passage, slip in small_beginnings(Document("a.md", f"{text}\n"))]
    assert slips == found


STARTS = "The end of it is so. It is so. It is so. It is so. "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # As many in capitals.
        ("I know the list of it, and i am at the end of it.", 1),
        ("I know the list of it, and i am what i have at the end.", 0),
        ("This is the list of it, and i am at the end of it.", 0),
        # Few, in an article of four sentences more.
        (f"{STARTS}It is what i have and what i know and what i think of the list.", 3),
        (f"{STARTS}It is what i have and what i know and what i think of and what i say i had.", 0),
        (f"{STARTS.replace('It is so. ', '', 1)}It is what i have, and of the list.", 0),
        # The words of somebody else.
        ('I know that he said "i am at the end of the list".', 0),
        ('I know the "list" of it, and i am at the end of it.', 1),
        ("I know that he said “i am at the end of the list”.", 0),
        ("I know the “list” of it, and i am at the end of it.", 1),
        ("I know the list of it.\n\n> And i am at the end of it.", 0),
        # In no other language.
        ("Ich weiß, dass es die Liste der Namen ist, und nicht was i am ist. I am ist so.", 0),
    ],
)
def test_pronouns(text: str, found: int) -> None:
    assert len([*small_pronouns(Document("a.md", f"{text}\n"))]) == found
