"""A code block that is never closed and takes the rest of the article with it.

Everything after the fence shows as code. Where fences are mixed up, it is the last one that is left over, so look at
those before it too.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, nodes


class UnclosedFence(Rule):
    severity = Severity.ERROR

    good = [
        Good("```go\nx := 1\n```\n\nText.\n\n~~~~\n```\n~~~~\n"),
        Good("    ```\n    code\n", "an indented block needs no end", nests=False),
        Good("> ```\n> code\n\nText.\n", "it ends with the quote", nests=False),
        Good("Text with ``` in it.\n"),
    ]
    bad = [
        Bad("Text.\n\n⟦```go⟧\nx := 1\n\n## Use\n", message="“```”"),
        Bad("⟦~~~⟧\ncode\n```\n"),
        Bad("- a\n\n  ⟦```⟧\n  code\n", nests=False),
        Bad("```\ncode\n```\n\n⟦```⟧\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.nodes(nodes.CodeBlock)[-1:]:
            if block.fence and not block.closed and not doc.text[block.span.end :].strip("> \t\r\n"):
                message = f"“{block.fence}” opens a code block that is never closed, so all that follows shows as code"
                yield self.at(doc, block.opening, message)
