"""Which markers belong together as an emphasis that a slip keeps from being one, and what the repair makes of them."""

from __future__ import annotations

import pytest

from postlint.document.document import Document
from postlint.helpers.emphasis_pairs import failed_pairs


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        # More words than a single marker encloses, unless they are a title: four of five long words with a capital.
        ("I read *The Long Green Garden and a Way to plant it *now.", ""),
        (
            "I read *The Long Green Garden and House of a plant it *now.",
            "I read *The Long Green Garden and House of a plant it* now.",
        ),
        ("I read *the Long Green Garden and House of a Plant it *now.", ""),
        (f"I am *{'Very ' * 30}*so.", f"I am *{('Very ' * 30).rstrip()}* so."),
        (f"I am *{'Very ' * 31}*so.", ""),
        (f"I am ***{'very ' * 30}***so.", f"I am ***{('very ' * 30).rstrip()}*** so."),
        (f"I am ***{'very ' * 31}***so.", ""),
        ("Of **** stars ****so.", ""),
        # Brackets and quotes without their counterpart.
        ("Read it**(twice** now.", ""),
        ('It was _ "the best_ of all.', ""),
        # The first marker belongs to none.
        ("So *one, *two *of it.", "So *one, *two* of it."),
        ("So *one *two *of it.", "So *one* two *of it."),
        # A footnote, a multiplication; two asterisks are none.
        ("It takes *two of *2 of it.", ""),
        ("It takes **two of them **2nd of it.", "It takes **two of them** 2nd of it."),
        # Names.
        ("用a::_2,a::_1就行。", ""),
        ("用语A::*two *一就行。", "用语A::*two* 一就行。"),
        ("So T_* one* of it.", ""),
        ("So a _** one** of it.", "So a _**one** of it."),
        # Code, and a name that is none.
        ("I use *JavaScript *daily.", "I use *JavaScript* daily."),
        ("I use *JavaScript.x *daily.", ""),
        ("I use “*JavaScript *daily.", ""),
        ("*xx = aa b c *", ""),
        ("*xx = aa b c d *", "*xx = aa b c d*"),
        ("Are -*you *the one?", ""),
        ("It is (*one *of it.", ""),
        ("It is (*one *) of it.", "It is (*one*) of it."),
        ("It is *one, *two of it.", ""),
        ("It is *one, so it is *three of it.", "It is *one, so it is* three of it."),
        ("用*A语 *语言。", ""),
        ("用*语A *言语。", "用*语A* 言语。"),
        # What follows a word that leads on to it.
        ("This is the* one two three four five* of it.", "This is the *one two three four five* of it."),
        ("This is the* one two three four five six* of it.", ""),
        ("This is the* one 2* of it.", ""),
        # A space is needed before a parenthesis.
        ("So *one *(two) of it.", "So *one* (two) of it."),
        # Underscores that stand apart, and beside signs.
        ("We saw _ old _ ways.", ""),
        ("It is _./a b _of it.", ""),
        ("_So it is._And so.", "_So it is._ And so."),
        ("_So it is_And so.", ""),
        ("语音_叫卖_在线", "语音 _叫卖_ 在线"),
        ("[语音_叫卖_在线](/a/)", ""),
        # One marker is taken by another emphasis.
        ("**One** two **three **: four **five** six", "**One** two **three**: four **five** six"),
        ("__one __：two __three__ so", "__one__：two __three__ so"),
        # Formulas, and what is escaped.
        ("Of $a_b$**one **two.", "Of $a_b$**one** two."),
        (r"So \\(a *be *c\\) it.", ""),
        (r"\** one **two.", ""),
    ],
)
def test_repairs(text: str, repaired: str) -> None:
    pairs = [pair for block in Document("a.md", f"{text}\n").prose for pair in failed_pairs(block.prose)]
    assert [pair.repaired() for pair in pairs] == ([repaired] if repaired else [])
