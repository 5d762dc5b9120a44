"""The text of an article in which words may become links."""

from __future__ import annotations

import pytest

from postlint.document.document import Document
from postlint.helpers.passages import passages


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## A day\n\nIt is a day.\n", ["It is a day."]),
        ("> A day.\n\nIt is a day.\n", ["It is a day."]),
        ("{{< note >}}\n\nA day.\n\n{{< /note >}}\n\nIt is a day.\n", ["It is a day."]),
        ("It is a day.\n\n- A night.\n", ["It is a day.", "A night."]),
    ],
)
def test_blocks(text: str, found: list[str]) -> None:
    texts = [passage.text for passage in passages(Document("a.md", text))]
    # Shortcodes are masked.
    assert [text for text in texts if text.isascii()] == found


def test_what_must_stay_as_it_is() -> None:
    (passage,) = passages(Document("a.md", "A `day` and [a night](/b/) of **it**.\n"))
    hidden = {passage.text[at] for at in (*range(2, 7), *range(12, 26))}
    assert len(hidden) == 1 and not hidden.pop().isalnum()
    assert passage.text.startswith("A ") and passage.text.endswith(" of **it**.")
