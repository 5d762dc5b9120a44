"""A link without a destination, or without a text.

`[the guide]()` looks like a link and leads back to the page that the reader is on. `[](/guide/)` is a link that nobody
sees. Both are places where an author meant to come back; in a draft, a link without a destination is advice.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, nodes, pattern, quoted
from postlint.helpers.drafts import severity_of_unfinished

# An address that only another program knows how to show, such as `codepen://`.
# What has no letter is none: `[](<{}>)` are signs.
_NO_ADDRESS = pattern(r"(?!https?:|ftps?:)[a-z][a-z0-9+.-]*://|(?!/|#\Z)[^\w]+\Z", re.I)

_SHOWN = (nodes.Image, nodes.HtmlInline, nodes.ShortcodeMark, nodes.CodeSpan)


class Empty(Rule):
    severity = Severity.ERROR

    good = [
        Good("See [the guide](/guide/) and [the top](#).\n", "`#` is a deliberate link to the top"),
        Good("[![A plot](plot.png)](/guide/)\n", "the text of the link is an image"),
        Good('[<i class="fa-github"></i>](https://github.com/)\n', "the text is an icon"),
        Good('[the guide]({{< relref "guide.md" >}}) and [{{< icon "github" >}}](/a/)\n', nests=False),
        Good("Write `[text]()` and `[](url)`, or \\[text]().\n"),
        Good("![](plot.png)\n", "an image without a text is a matter of its own"),
        Good("[](codepen://a/b)\n", "a plugin shows it"),
        Good("A row of signs: ([](&lt;{}&gt;)).\n"),
        Good("- [ ] (later)\n- call `f[]()`\n"),
    ]
    bad = [
        Bad("See ⟦[the guide]()⟧.\n", message="“the guide”"),
        Bad("See ⟦[the guide]( )⟧ and ⟦[`code`](<>)⟧.\n"),
        Bad("## ⟦[](#setup)⟧Set up\n", message="“#setup”"),
        Bad("⟦[ ](/guide/)⟧\n⟦[ ](/)⟧\n"),
        Bad("⟦![A plot]()⟧\n", message="image"),
        Bad("⟦[]()⟧\n", why="nobody sees it", severity=Severity.INFO),
        Bad("⟦[a]()⟧\n", severity=Severity.ERROR),
        Bad("---\ndraft: true\n---\n\n⟦[a]()⟧\n", why="a draft", severity=Severity.INFO, nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for link in (*doc.nodes(nodes.Link), *doc.nodes(nodes.Image)):
            if link.label is None and not link.url.strip():
                kind = "image" if isinstance(link, nodes.Image) else "link"
                text = quoted(doc.source(link.content))
                message = f"the {kind} {text} leads nowhere: write its address in the parentheses"
                severity = severity_of_unfinished(doc.front_matter and doc.front_matter.get("draft"))
                if kind == "link" and not _shows(link):
                    severity = Severity.INFO
                yield self.at(doc, link.span, message, severity=severity)
            elif not isinstance(link, nodes.Image) and not _shows(link) and not _NO_ADDRESS.match(link.url):
                message = (
                    f"the link to {quoted(link.url)} has no text, so nobody sees it: write one, or remove the link"
                )
                yield self.at(doc, link.span, message)


def _shows(link: nodes.Link) -> bool:
    """Whether a reader sees anything of a link."""
    if not link.parts:
        return bool(link.text.strip())
    if any(isinstance(part, _SHOWN) for _, _, part in link.parts) or link.text.strip():
        return True
    return any(isinstance(node, _SHOWN) for node in nodes.walk(link.children))
