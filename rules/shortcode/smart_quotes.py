"""Curly quotes around the value of a shortcode's parameter.

Hugo knows straight quotes alone: `alt=“A plot”` ends the value at the first space, and stops the build with a message
that does not name the quotes.

## Fix safety
Safe: only the pair of quotes around a value changes, where it has no straight quotes in it.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, pattern, quoted

_CURLY = "“”„‟″"
_VALUE = pattern(rf"(?:(?<==)|(?<=\s))[{_CURLY}](?P<value>[^{_CURLY}\"`<>{{}}]*)[{_CURLY}](?=[\s/>%]|\Z)")


class SmartQuotes(Rule):
    severity = Severity.ERROR
    signs = ("{",)

    good = [
        Good('{{< figure src="a.png" alt="A “good” plot" >}} “text”\n', nests=False),
        Good("{{< figure alt=`A “good” plot` >}}\n", nests=False),
        Good("{{</* figure alt=“A plot” */>}}\n", nests=False),
    ]
    bad = [
        Bad("{{< figure alt=⟦“A plot”⟧ >}}\n", fixed='{{< figure alt="A plot" >}}\n', nests=False),
        Bad(
            '{{< figure src="a.png" alt=⟦”A”⟧ title=⟦“B c”⟧>}}\n',
            fixed='{{< figure src="a.png" alt="A" title="B c">}}\n',
            nests=False,
        ),
        Bad("{{% note ⟦“A plot”⟧ %}}\n\nText.\n", fixed='{{% note "A plot" %}}\n\nText.\n', nests=False),
        Bad('{{< figure alt="A" >}} {{< figure alt=⟦“A plot”⟧ >}}\n', nests=False),
        Bad('{{< figure alt="A “b” c" title=⟦“A plot”⟧ >}}\n', nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for call in doc.shortcodes.calls:
            tag = doc.source(call.tag)
            if tag.isascii() or not any(quote in tag for quote in _CURLY):
                continue
            proper = [parameter.span for parameter in call.parameters if parameter.quote]
            for match in _VALUE.finditer(tag):
                start, end = call.tag.start + match.start(), call.tag.start + match.end()
                if any(span.overlaps(Span(start, end)) for span in proper):
                    continue
                edits = [Edit(Span(start, start + 1), '"'), Edit(Span(end - 1, end), '"')]
                changes = [Change.TEXT, Change.BLOCKS, Change.LINKS]
                fix = Fix.safe(*edits, title="Write straight quotes", changes=changes)
                message = f"the quotes around {quoted(match['value'])} are curly, which stops Hugo: write straight ones"
                yield self.at(doc, Span(start, end), message, fix=fix)
