"""Text or a comment above the front matter.

Hugo looks for the front matter at the very start of the file. With anything above it, the front matter is published
as part of the text, and the title, the date and the draft flag are lost: an unfinished article goes online.

Blank lines above the front matter are fine.

## Fix safety
Unsafe: what stands above moves below the front matter, and may rather have to go.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from postlint import BOM, Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, misplaced, pattern

_COMMENT = pattern(r"<!--.*?-->|\{\{</\*.*?\*/>\}\}", re.DOTALL)
_COMMENT_END = pattern(r"\s*!?-->")
# Where one of these stands above, the front matter may be an example within it.
_QUOTING = pattern(r"\{\{[<%]|<(?:pre|code|script|textarea)\b|^(?: {4}|\t)\S", re.MULTILINE)


class ContentBefore(Rule):
    severity = Severity.ERROR
    customary = True
    most: Annotated[int, "lines above, comments aside, up to which what follows is taken for a front matter"] = 5

    good = [
        Good('\n\n+++\ntitle = "A title"\n+++\n\nText.\n'),
        Good("Text.\n\n---\n\nNote: text between two lines.\n\n---\n", nests=False),
        Good("Write:\n\n```\n---\ntitle: A title\n---\n```\n", "an example of a front matter", nests=False),
        Good(
            "<!--\n---\ntitle: A title\n---\n-->\n\nText.\n",
            "the release that builds the site reads it",
            nests=False,
            site={"hugo.toml": "", "netlify.toml": '[build.environment]\nHUGO_VERSION = "0.107.0"\n'},
        ),
        Good("# A\n\nb\n\nc\n\nd\n\ne\n\nf\n\n---\ntitle: A slide\n---\n", "a long text is no slip", nests=False),
    ]
    bad = [
        Bad(
            '⟦<!-- Reviewed in May. -->⟧\n+++\ntitle = "A title"\ndraft = true\n+++\n\nText.\n',
            fixed='+++\ntitle = "A title"\ndraft = true\n+++\n\n<!-- Reviewed in May. -->\n\nText.\n',
            nests=False,
        ),
        Bad(
            "⟦<!--⟧\n---\ntitle: A title\n---\n-->\n\nText.\n",
            fixed="---\ntitle: A title\n---\n\nText.\n",
            nests=False,
            message="0.123",
        ),
        Bad(
            "⟦<!--⟧\n---\ntitle: A title\n---\n-->\n\nText.\n",
            fixed="---\ntitle: A title\n---\n\nText.\n",
            nests=False,
            site={"hugo.toml": "", "netlify.toml": '[build.environment]\nHUGO_VERSION = "0.124.1"\n'},
        ),
        Bad(
            "⟦Draft, do not publish⟧\n---\ntitle: A title\n---\n\nText.\n",
            fixed="---\ntitle: A title\n---\n\nDraft, do not publish\n\nText.\n",
            nests=False,
        ),
        Bad(
            "⟦# A\n\nb\n\nc\n\nd\n\ne⟧\n\n---\ntitle: A slide\n---\n",
            fixed="---\ntitle: A slide\n---\n\n# A\n\nb\n\nc\n\nd\n\ne\n",
            nests=False,
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        span = None if doc.front_matter else misplaced(doc.text)
        if span is None:
            return
        start = len(BOM) if doc.text.startswith(BOM) else 0
        head = doc.text[start : span.start]
        above = _COMMENT.sub("", head)
        if _QUOTING.search(above) or sum(bool(line.strip()) for line in above.splitlines()) > self.most:
            return
        begin = start + len(head) - len(head.lstrip())
        text = Span(begin, start + len(head.rstrip()))
        message = (
            "the front matter must come first in the file: below this text, Hugo publishes it as part of the article"
        )
        below, title = doc.newline * 2 + doc.source(text), "Move it below the front matter"
        last = span.end
        if doc.source(text) == "<!--" and (closing := _COMMENT_END.match(doc.text, span.end)):
            if doc.dialect.reads_comments:
                return
            message = "the front matter stands in a comment, where Hugo reads it no more since version 0.123"
            below, title, last = "", "Take it out of the comment", closing.end()
        edits = (Edit(Span(start, span.start), ""), Edit(Span(span.end, last), below))
        yield self.at(doc, text, message, fix=Fix.unsafe(*edits, title=title, changes=set(Change)))
