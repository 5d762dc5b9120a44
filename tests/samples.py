"""Small articles with known findings, and a rule of a site's own."""

PADDED = "link/padded-text"
INFO = "+++\ntitle = 'A'\ntags = []\n+++\n\nText.\n"
WARNING = "[a ](/b)\n"
ERROR = "[a](example.org)\n"
CLEAN = "Text.\n"
EMPHASIS = "It is *that *which we want.\n"
MANY = f"+++\ntitle = 'A'\ntags = []\n+++\n\n[a ](/b)\n\n{EMPHASIS}\n[e](example.org)\n"
BY_DEFAULT = ["emphasis/stray-space", "front-matter/empty-field", "link/bare-domain", PADDED]

OWN_RULE = '''"""The word that this site does not use.

Our readers know it as something else.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity


class Own(Rule):
    severity = Severity.ERROR
    enabled = True
    word: Annotated[str, "the word"] = "Text"

    good = [Good("a\\n")]
    bad = [Bad("⟦Text⟧\\n")]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.prose:
            at = block.prose.text.find(self.word)
            if at >= 0:
                yield self.at(doc, block.prose.span(at, at + len(self.word)), f"{self.word} is not our word")
'''
