"""A code block that is never closed and takes the rest of the article with it.

Everything after the fence shows as code. Where fences are mixed up, it is the last one that is left over, so look at
those before it too. Where the article ends with the code, in one piece, nobody sees it: that is advice.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, nodes, pattern

# What may be more than code: a blank line, another fence, or the end of a sentence.
_PARTED = pattern(r"\n\s*\n|`{3}|~{3}|[.。!?！？](?:</\w+>)*\s*$", re.M)


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
        Bad("⟦~~~⟧\ncode\n```\n", severity=Severity.ERROR),
        Bad("- a\n\n  ⟦```⟧\n  code\n\n  text\n", nests=False),
        Bad("```\ncode\n```\n\n⟦```⟧\n", severity=Severity.ERROR),
        Bad("Text.\n\n⟦```sh⟧\nls```\ncd a\n", severity=Severity.ERROR),
        Bad("Text.\n\n⟦```sh⟧\nls\nThis is a text.\n", severity=Severity.ERROR),
        Bad("Text.\n\n⟦```sh⟧\nls\ncd a\n", why="it ends with the code", severity=Severity.INFO),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.nodes(nodes.CodeBlock)[-1:]:
            if block.fence and not block.closed and not doc.text[block.span.end :].strip("> \t\r\n"):
                message = f"“{block.fence}” opens a code block that is never closed"
                code = block.code.strip()
                if code and not _PARTED.search(code):
                    yield self.at(doc, block.opening, f"{message}: write its end", severity=Severity.INFO)
                    continue
                yield self.at(doc, block.opening, f"{message}, so all that follows shows as code")
