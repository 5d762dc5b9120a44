"""Where a table begins, and where something else does that only looks like one."""

from __future__ import annotations

import pytest

from postlint.document.document import Document
from postlint.document.nodes import walk

BLOCKS = {
    "- a\n  ---\n": "List Item Heading",
    "1. a\n   -\n": "List Item Heading",
    "- a | b\n  --|--\n  1 | 2\n": "List Item Table Row Cell Cell Row Cell Cell",
    "* a\n  -- | --\n": "List Item Table Row Cell",
    "> a | b\n> --|--\n": "Quote Table Row Cell Cell",
    "# a | b\n--|--\n": "Heading Paragraph",
    "``` a\n|-|\n```\n": "CodeBlock",
    "***\n---\n": "ThematicBreak ThematicBreak",
    "a | b\n- | -\n": "Table Row Cell Cell",
    "**a** | b\n- | -\n": "Table Row Cell Cell",
    "#a | b\n- | -\n": "Table Row Cell Cell",
    "a\n---\n": "Heading",
}


@pytest.mark.parametrize("text", BLOCKS)
def test_tables(text: str) -> None:
    inline = {"Text", "SoftBreak", "Emphasis"}
    kinds = [type(node).__name__ for node in walk(Document("a.md", text).blocks)]
    assert " ".join(kind for kind in kinds if kind not in inline) == BLOCKS[text]
