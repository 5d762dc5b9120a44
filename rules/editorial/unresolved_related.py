"""A line that names a related article and does not link it.

"Related: Overcoming challenges of remote work." is a note of the author to put a link there. The reader is sent to an
article and has to look for it.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity
from postlint.related import related_lines


class UnresolvedRelated(Rule):
    severity = Severity.WARNING
    leads: Annotated[list[str], "further words that open such a line, before the colon"] = []

    good = [
        Good("**Related**: [A better day](/articles/better-day/).\n"),
        Good("Related: <https://example.org/a/>\n"),
        Good("See also: RFC 8446.\n\nFurther reading: The Art of Titles, by A. Writer.\n", "whole as they are"),
        Good("Related to this, the day is short.\n\nRelated: it also rains.\n", "a sentence"),
        Good("Related articles:\n\n- [A better day](/articles/better-day/)\n"),
        Good('Related: {{< relref "a.md" >}}\n'),
        Good("## Related\n\n{{< related >}}\n"),
    ]
    bad = [
        Bad("Related: ⟦Overcoming the noise of an open office⟧.\n", message="“Overcoming the noise"),
        Bad("**Related**: ⟦A better day⟧\n"),
        Bad("**Related:** *⟦A better day⟧*.\n"),
        Bad("Read next: “⟦A better day⟧”, “⟦A better night⟧”\n"),
        Bad("See also: ⟦How to plan a day that works⟧\n"),
        Bad("Related articles:\n\n- ⟦A better day⟧\n- [A night](/articles/night/)\n"),
        Bad("Lies: ⟦Ein Tag⟧\n", options={"leads": ["Lies"]}),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for line in related_lines(doc, self.leads):
            if line.destination is None:
                message = f"“{line.title}” is named as related and not linked: link the article"
                yield self.at(doc, line.place.span, message)
