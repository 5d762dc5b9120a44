"""mistune's state of a text that is parsed, and where that text stands on disk."""

from __future__ import annotations

from typing import Any, cast

from postlint.document.markdown.mistune_blocks import BlockState
from postlint.document.prose import Offsets

Token = dict[str, Any]


class State(BlockState):
    """mistune's state, and where its text stands on disk."""

    def __init__(self, parent: State | None = None) -> None:
        super().__init__(parent)
        self.offsets = Offsets([0], [0])
        self.container = 0
        """Where, in `src`, the first line of the next child text begins."""
        self.quote_index = 0
        """Where, among the tokens, the quote belongs that was read last: what ended it may be there already."""
        self.tabs = False
        """Whether a line may begin with blanks that were a part of a tab."""

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> State:
        child = State(self)
        child.process(src)
        if lazy_line_starts:
            child.lazy_line_starts = lazy_line_starts
        child.tabs = self.tabs or "\t" in self.src
        child.offsets = self.offsets.child(self.src, self.container, src)
        return child

    def prepend_token(self, token: Token) -> None:
        self.tokens.insert(self.quote_index, token)

    def add_paragraph(self, text: str) -> None:
        last = self.last_token()
        if last and last["type"] == "paragraph":
            last["text"] += text
        else:
            self.tokens.append(
                {"type": "paragraph", "text": text, "at": self.cursor, "offsets": self.offsets, "src": self.src}
            )

    def append_paragraph(self) -> int | None:
        last = self.last_paragraph()
        # While a quote or a list is read, the last paragraph may be one that stands before it.
        if last and "at" in last and last["at"] + len(last["text"]) != self.cursor:
            return None
        return super().append_paragraph()

    def label(self, before: int, begin: int, end: int) -> None:
        """Give the tokens from the index `before` on, which were read from `begin` to `end`, their place."""
        added = self.tokens[before:]
        if len(added) == 1 and "at" not in added[0]:
            added[0].update(at=begin, end=end, offsets=self.offsets, src=self.src)
            return
        # A quote or a list may have been ended by a block that was parsed, and labelled, on the way.
        end = min((token["at"] for token in added if "at" in token), default=end)
        for token in added:
            if "at" not in token:
                token.update(at=begin, end=end, offsets=self.offsets, src=self.src)

    def last_paragraph(self) -> Token | None:
        """The paragraph that is still open, if the last thing read is one."""
        last = self.last_token()
        return cast(Token, last) if last and last["type"] == "paragraph" else None
