"""A backslash that a reader sees, or that makes Markdown show which was to work.

A backslash at the end of a line breaks it, but not at the end of a paragraph or a heading, nor with a space behind
it: there it shows. Before a curly quote it shows too, as only signs of ASCII are escaped. Converters put it before
Markdown that was to be a link or bold text.

## Fix safety
Unsafe: the backslash may be what the text is about. It is removed.
"""

from collections.abc import Iterator
from unicodedata import category

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Prose, Rule, Severity, nodes, pattern, quoted
from postlint.helpers.addresses import ADDRESS
from postlint.helpers.formulas import in_formula, is_about_markdown

# Markdown between escaped signs: what an exporter took for text.
_ESCAPED = pattern(
    rf"\\\[(?P<text>[^\[\]\n]+?)\\?\]\\?\((?P<address>{ADDRESS})\\?\)|"
    r"(?<![\w)\]])\\\*\\\*(?=[^\s*\\])(?P<bold>[^*\n]*[^\s*\\])\\\*\\\*(?!\w)"
)
_PATH = pattern(r"(?:\\(?=[\w\\])|\b[A-Za-z]:|//|[\"'])\S*\\\Z|(?:\A|[\s(])[/\\(|]+\\\Z|\A\W*\\\Z")


class LiteralBackslash(Rule):
    severity = Severity.WARNING

    good = [
        Good("A break\\\nof a line, C:\\dir\\ and \\\\server\\\n"),
        Good("The path C:\\Users\\me, a \\n, \\d+, \\alpha and \\o/.\n", "code in a text"),
        Good("The set $A \\ B$ and \\[a\\] and \\*b\\*, snake\\_case, 1\\. 2\n", "a formula, and escapes"),
        Good("Markdown: \\*\\*bold\\*\\* and \\[text\\](/address/)\n", "an article about it"),
        Good("`a\\` and\n\n```\nb\\\n```\n"),
        Good("| a |\n|---|\n| \\ |\n", "the sign itself"),
    ]
    bad = [
        Bad("It ends here.⟦\\⟧\n\nMore.\n", fixed="It ends here.\n\nMore.\n", message="at the end of a paragraph"),
        Bad("## A heading ⟦\\⟧\n", fixed="## A heading\n", message="at the end of a heading"),
        Bad("One line ⟦\\⟧ \nand another\n", fixed="One line \\\nand another\n", message="space behind"),
        Bad("He said ⟦\\⟧“so⟦\\⟧” to me.\n", fixed="He said “so” to me.\n"),
        Bad("See ⟦\\[the guide\\](https://a.example/b)⟧.\n", fixed="See [the guide](https://a.example/b).\n"),
        Bad("It is ⟦\\*\\*very bold\\*\\*⟧.\n", fixed="It is **very bold**.\n", message="“**very bold**”"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if "\\" not in doc.running_text:
            return
        for block in doc.leftover_prose:
            if "\\" in block.prose.text:
                yield from self._shown(doc, block)
        escaped = "\\[" in doc.running_text or "\\*\\*" in doc.running_text
        for block in doc.prose if escaped else ():
            if "\\" in block.prose.text and not is_about_markdown(doc, block.prose.text):
                yield from self._escaped(doc, block.prose)

    def _shown(self, doc: Document, block: nodes.ProseBlock) -> Iterator[Diagnostic]:
        prose, text = block.prose, block.prose.text
        for start, end in prose.leftovers:
            if text[start] != "\\" or in_formula(prose, start):
                continue
            span = prose.span(start, end)
            rest = text[end:]
            if not rest:
                if not isinstance(block, nodes.Cell) and not _PATH.search(text):
                    where = "heading" if isinstance(block, nodes.Heading) else "paragraph"
                    edit = Edit(prose.span(len(text[:start].rstrip()), end), "")
                    fix = Fix.unsafe(edit, title="Remove it", changes=[Change.TEXT])
                    message = f"a backslash breaks no line at the end of a {where}, and shows: remove it"
                    yield self.at(doc, span, message, fix=fix)
            elif rest[0] in " \t" and rest.lstrip(" \t").startswith("\n"):
                edit = Edit(prose.span(end, end + len(rest) - len(rest.lstrip(" \t"))), "")
                fix = Fix.unsafe(edit, title="Remove the space", changes=list(Change))
                message = "with a space behind it this backslash breaks no line, and shows: remove the space"
                yield self.at(doc, span, message, fix=fix)
            elif rest[0] > "\x7f" and category(rest[0])[0] == "P" and not _is_meant(text, start):
                fix = Fix.unsafe(Edit(span, ""), title="Remove it", changes=[Change.TEXT])
                yield self.at(doc, span, f"“{rest[0]}” needs no backslash, which shows: remove it", fix=fix)

    def _escaped(self, doc: Document, prose: Prose) -> Iterator[Diagnostic]:
        escapes = {start for start, _ in prose.unwritten}
        for match in _ESCAPED.finditer(prose.text):
            if match.start() not in escapes or (match["bold"] and in_formula(prose, match.start())):
                continue
            edits = [
                Edit(prose.span(at, at + 1), "")
                for at in range(*match.span())
                if prose.text[at] == "\\" and (at in escapes or prose.text[at + 1] in "[]()*")
            ]
            meant = match[0].replace("\\", "")
            fix = Fix.unsafe(*edits, title=f"Write “{meant}”", changes=list(Change))
            message = f"backslashes make {quoted(meant)} show as it is written: remove them where it was to work"
            yield self.at(doc, prose.span(*match.span()), message, fix=fix)


def _is_meant(text: str, start: int) -> bool:
    """Whether a backslash before a sign is the end of a path, or stands in quotes as the sign itself."""
    before, after = text[start - 1 : start], text[start + 1]
    return _PATH.search(text[: start + 1]) is not None or before + after in (
        "“”",
        "‘’",
        "「」",
        "（）",
        "『』",
        "《》",
        "«»",
    )
