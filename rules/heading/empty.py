"""A heading without a text.

It makes a gap on the page and an empty line in the table of contents.

## Fix safety
Safe: nothing but the number signs goes.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, nodes


class Empty(Rule):
    severity = Severity.WARNING

    good = [
        Good("## Install\n\n## {#top}\n\n## ![A plot](a.png)\n", "an id is there for links"),
        Good('## <a name="x"></a>\n\n## {{< title >}}\n', nests=False),
        Good("```\n##\n```\n\n`##`\n"),
        Good("{{< output >}}\n#\n# a comment\n{{< /output >}}\n", "in a shortcode it may be code", nests=False),
    ]
    bad = [
        Bad("Text.\n\n⟦##⟧\n\nMore.\n", fixed="Text.\n\nMore.\n"),
        Bad("Text.\n⟦##⟧  \nMore.\n", fixed="Text.\n\nMore.\n"),
        Bad("## Install\n\n⟦###⟧ ###\n", fixed="## Install\n\n"),
        Bad("Text.\n\n⟦##⟧", fixed="Text.", nests=False),
        Bad("⟦##⟧\n\nText.\n", fixed="\n\nText.\n", nests=False),
        Bad("Text.\n⟦##⟧\n\nMore.\n", fixed="Text.\n\n\nMore.\n", nests=False),
        Bad("Text.\n\n⟦##⟧\nMore.\n", fixed="Text.\n\n\nMore.\n", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for heading in doc.headings:
            if heading.setext or heading.prose.text or heading.attributes:
                continue
            around = doc.shortcode_around(heading.span)
            if around is None or around.markup == "%":
                fix = Fix.safe(_removal(doc, heading), title="Remove it", changes=[Change.HEADINGS, Change.BLOCKS])
                yield self.at(doc, heading.marks, "this heading has no text: write it, or remove the line", fix=fix)


def _removal(doc: Document, heading: nodes.Heading) -> Edit:
    """The edit that removes a heading, with a blank line after it where one before it stays."""
    lines = doc.lines
    number = lines.number(heading.span.start)
    line = lines.span(number)
    before = doc.source(lines.span(number - 1)) if number > 1 else "-"
    after = doc.source(lines.span(number + 1)) if number < len(lines) else "-"
    if not before.strip("> \t") and (number == len(lines) or not after.strip("> \t")):
        following = lines.starts[number + 1 : number + 2]
        return Edit(Span(line.start, following[0] if following else len(doc.text)), "")
    # Between two paragraphs the line stays as the blank line that parts them.
    end = heading.marks.start
    prefix = doc.text[line.start : end]
    start = line.start + len(prefix.rstrip()) if not prefix.strip("> \t") else end
    return Edit(Span(start, line.end), "")
