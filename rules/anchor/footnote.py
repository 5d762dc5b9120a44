"""A footnote without a note, or a note that nothing refers to.

A reference without its note shows as `[^1]`. A note that nothing refers to is not on the page at all; where five or
more are, they are a list of sources that several articles share, and that is advice.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, Span, nodes, pattern

_LABEL = pattern(r"\^(?:\d{1,3}|[^\W\d_][\w-]+)")
# One letter is a set of characters, unless the article has notes.
_LABEL_AMONG_NOTES = pattern(r"\^(?:\d{1,3}|[^\W\d_][\w-]*)")
_RANGE = pattern(r"\w-\w\]|\\")
_ONLY_MARKS = pattern(r"\[\^[^\]]+\](?:[ ,;]+\[\^[^\]]+\])*")
_SET = pattern(r"\[[^\]\n]{0,20}(?:a-z|A-Z|0-9)[^\]\n]{0,20}\]")
_SHARED = 5


class Footnote(Rule):
    severity = Severity.WARNING
    customary = True
    signs = ("[^",)

    good = [
        Good("Text[^1] and more[^a-note].\n\n[^1]: One.\n[^a-note]: Two.\n", nests=False),
        Good("The expressions [^/], [^a-z], [^0-9]+ and `[^1]`.\n", "sets of characters"),
        Good("All but [^b] and [^q] in it.\n", "an article without notes"),
        Good("The set [^5] is all but a five, as [^a-zA-Z0-9_] is.\n", "an article about them"),
        Good("| before | after |\n|---|---|\n| [1], [23] | [^1], [^23] |\n", "marks of no word"),
        Good("It is written so: [^name]: text of the note.\n", "spoken of"),
        Good("A note is written <code>[^1]</code> or <kbd>[^one]</kbd>.\n", "code"),
        Good("Text[^1].\n[^1]: One.\n\n- item[^2]\n[^2]: Two.\n\n> quote[^3]\n[^3]: Three.\n", nests=False),
        Good('{{< figure src="a.png" caption="A plot[^1]" >}}\n\n[^1]: A note.\n', "used in a shortcode", nests=False),
        Good("<p>\nText[^1]\n</p>\n\n[^1]: A note.\n", "it may be meant for the HTML", nests=False),
        Good("{{% note %}}\nText[^1] and more.\n{{% /note %}}\n", "it may define it", nests=False),
        Good("The sets [^1]+ and [^2]( and [^3]* of it.\n", "sets of characters"),
    ]
    bad = [
        Bad("Text⟦[^1]⟧ and more.\n", message="“[^1]: …”"),
        Bad("Text[^one].\n\n[^one]: One.\n\n⟦[^two]:⟧ Two.\n", message="“two”", nests=False),
        Bad("Text[^a] and⟦[^b]⟧.\n\n[^a]: One.\n", nests=False),
        Bad(
            "Text[^1].\n\n[^1]: One.\n" + "".join(f"⟦[^{n}]:⟧ Source.\n" for n in range(2, 7)),
            severity=Severity.INFO,
            nests=False,
        ),
        Bad(
            "Text[^1].\n\n[^1]: One.\n" + "".join(f"⟦[^{n}]:⟧ Source.\n" for n in range(2, 6)),
            severity=Severity.WARNING,
            nests=False,
        ),
        Bad("Text⟦[^tow]⟧.\n\n⟦[^two]:⟧ Two.\n", nests=False),
        Bad("| [1], [23] | [^1] |\n|---|---|\n| a | [^1], [^23] |\n\nText⟦[^1]⟧ and more.\n", nests=False),
        Bad("It is written so: [^name]: a text. And⟦[^1]⟧ more.\n"),
        Bad("⟦[^1]⟧\n", "no cell"),
        Bad("Text {{< note >}}a[^b]{{< /note >}} and⟦[^1]⟧ more.\n", nests=False),
        Bad("Text⟦[^1]⟧ (and more).\n"),
        Bad("It is so⟦[^1]⟧: the text.\n", "a colon behind it alone"),
        Bad("It is so: ⟦[^1]⟧ the text.\n", "a colon before it alone"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if "[^" not in doc.text or any(call.markup == "%" for call in doc.shortcodes.calls):
            return
        used = {reference.label.lower() for reference in doc.nodes(nodes.FootnoteReference)}
        unused = [note for note in doc.nodes(nodes.FootnoteDefinition) if note.label.lower() not in used]
        unused = [note for note in unused if doc.text.count(f"[^{note.label}]") == 1]
        for note in unused:
            span = Span(note.label_span.start - 2, note.label_span.end + 2)
            message = (
                f"“{note.label}” is a footnote that is never referenced, so it is not on the page: put "
                f"[^{note.label}] in the text"
            )
            yield self.at(doc, span, message, severity=Severity.INFO if len(unused) >= _SHARED else None)
        # Where an article without notes shows sets of characters, it is about them.
        label = _LABEL_AMONG_NOTES if doc.nodes(nodes.FootnoteReference) else _LABEL
        sets = not doc.nodes(nodes.FootnoteDefinition) and _SET.search(doc.text) is not None
        for block in doc.bracketed_prose if not sets else ():
            text = block.prose.text
            if isinstance(block, nodes.Cell) and _ONLY_MARKS.fullmatch(text.strip()):
                continue
            for start, end in block.prose.brackets if "[^" in text else ():
                if label.fullmatch(text, start + 1, end - 1) and not _RANGE.search(text, start, end):
                    span = block.prose.span(start, end)
                    # How a note is written: `: [^id]: the text`.
                    if text[end : end + 1] in (":", "：") and text[:start].rstrip().endswith((":", "：")):
                        continue
                    if doc.shortcode_around(span) is None and text[end : end + 1] not in ("(", "+", "*", "{"):
                        mark = text[start:end]
                        message = (
                            f"{mark} shows as it is written because there is no such footnote: add a line “{mark}: …”"
                        )
                        yield self.at(doc, span, message)
