"""A comment that is never closed and hides the rest of the article.

Everything after `<!--` is missing from the page until a `-->` comes. In the middle of a line, where Markdown needs
the end in the same paragraph, the comment shows instead, and what was to be hidden can be read.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, Span, nodes, pattern

_START = pattern(r"<!--(?=[\s\w])")


class UnclosedComment(Rule):
    severity = Severity.ERROR
    signs = ("<!--",)

    good = [
        Good("Text.\n\n<!-- a comment\n\nover lines -->\n\nText <!-- another --> text.\n"),
        Good("<!--more-->\n\nText.\n\n<!---->\n"),
        Good("```html\n<!-- a comment\n```\n\nWrite `<!--`, &lt;!-- or \\<!-- x.\n"),
        Good("<div>\n<!-- a comment\n-->\n</div>\n"),
        Good("An arrow <!---- and text\n"),
        Good("Text.\n\n<!-- a comment\n--!>\n", "nothing follows what a browser takes for the end", nests=False),
    ]
    bad = [
        Bad("Text.\n\n⟦<!--⟧ a comment\n\nMore text.\n", message="hidden"),
        Bad("Text.\n\n⟦<!--⟧ a comment\n--!>\n\nMore text.\n", message="as it is written"),
        Bad("Text ⟦<!--⟧ a comment\n\nMore text. -->\n", message="shows"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if "<!--" not in doc.text:
            return
        for block in doc.nodes(nodes.HtmlBlock):
            if block.html.lstrip().startswith("<!--") and "-->" not in block.html:
                start = block.span.start
                # A browser ends it there, and Markdown goes on with its block.
                _, closed, behind = block.html.partition("--!>")
                what = "“--!>” does not end this comment, so what follows shows as it is written"
                message = what if closed else "this comment is never closed, so all that follows is hidden"
                if not closed or behind.strip():
                    yield self.at(doc, Span(start, start + 4), f"{message}: write “-->” at its end")
        for prose_block in doc.prose:
            prose = prose_block.prose
            for match in _START.finditer(prose.masked) if "<!--" in prose.text else ():
                message = "this comment does not end in its paragraph, so it shows on the page: write “-->” at its end"
                yield self.at(doc, prose.span(*match.span()), message)
