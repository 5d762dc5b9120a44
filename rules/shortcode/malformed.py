"""The tag of a shortcode that is not closed as it was opened, or has too few braces, a space in them, or half a quote.

Hugo stops the build at `{{< figure >}` and `{{< figure alt="A plan >}}`, and shows `{{ < figure >}}`,
`{{ figure src="a.png" }}` and `{< figure >}` as they are written.

## Fix safety
Safe: the tag stands on one line, and only its braces and signs change. Unsafe where a quote is added, as the value may
end before the end of the tag, and where a tag is made of single braces or of braces without `<`.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Prose, Rule, Severity, Span, pattern, quoted
from postlint.helpers.formulas import in_formula

# The name and the parameters, then whatever stands in the place of `>}}`.
_PARAMETER = r"(?:[\w-]+=)?(?:\"[^\"\n]*\"|`[^`\n]*`|[^\s\"`<>{}%=]+)"
_UNFINISHED = pattern(
    rf"\{{\{{(?P<sign>[<%])(?P<inside>\s*+/?\s*+\w[\w./-]*(?:[ \t]+{_PARAMETER})*)(?P<space>[ \t]*+/?[ \t]*+)"
    r"(?:[>%]\}\}|[>%] ?\} ?\}|[>%]\}(?!\})|\}\}|[>%](?=[ \t]*\r?$))",
    re.M,
)
_SPACED = pattern(
    r"\{ ?\{ *(?P<sign>[<%])(?P<inside> *+[/]? *+\w[\w./-]*(?: [^{}<>%\n]*[^{}<>%\n ])?)(?P<space> *+)[>%] *\} ?\}"
)

# Braces around the name and parameters of a shortcode, without the signs that make it one.
_BRACES = pattern(
    r"\{\{ ?(?P<double>/?(?:figure|youtube|vimeo|gist|tweet|instagram|ref|relref|highlight|details)[ \t]+"
    r"(?:[\w-]+=)?[\"\w/][^{}<>%\n]*?|[a-z][\w-]*(?:[ \t]+[\w-]+=\"[^\"\n]*\")+) ?\}\}|"
    r"(?<!\{)\{<[ \t]*(?P<single>/?[ \t]*[A-Za-z][\w-]*(?:[ \t][^{}<>\n]*?)?)[ \t]*>\}(?!\})"
)
_QUOTE = pattern(r'(?<!\\)"')
_NEXT_NAME = pattern(r"\s+[\w-]+=\Z")
_LONGEST = 2_000
"""How far behind an opening its quotes are looked for."""
_END = pattern(r"[ \t]*/?[ \t]*(?:[>%]\}\}[^\n]*)?\r?\Z")


class Malformed(Rule):
    severity = Severity.ERROR
    customary = True
    signs = ("{",)

    good = [
        Good('{{<figure src="a.png">}} {{< b >}} {{% c %}} {{</* d */>}} {{< e />}}\n', nests=False),
        Good("Write `{{ < figure >}}`, {{ .Title }} or {{ if < 3 }}.\n", nests=False),
        Good('{{< figure src="a.png"\n  alt="A" >}}\n', "over lines", nests=False),
        Good('{{< mine "{{< icon a >}} A" "b" >}}\n', "a text, as it stands in quotes", nests=False),
        Good("Set {a, b}, {<b>x</b>}, {{ x }}, {{ name }} and {{ page.title }}.\n"),
        Good("The number of states: $N=\\sum{<n_i>}$\n", "a formula"),
        Good('[b]({{< relref \\"b.md\\" >}})\n', "Hugo takes such quotes", nests=False),
        Good("\\{< youtube abc123 >}\n", "escaped"),
    ]
    bad = [
        Bad("⟦{{ < figure a >}}⟧\n", fixed="{{< figure a >}}\n", message="“{{< figure a >}}”", nests=False),
        Bad("⟦{{< figure a >}⟧\n\nText.\n", fixed="{{< figure a >}}\n\nText.\n", nests=False),
        Bad("⟦{{< figure a %}}⟧\n", fixed="{{< figure a >}}\n", nests=False),
        Bad("⟦{{% note }}⟧\n\nText.\n", fixed="{{% note %}}\n\nText.\n", nests=False),
        Bad("⟦{{<⟧ figure =\n\nText.\n", message="never closed", nests=False),
        Bad('⟦{{<⟧ mine "a" {{< icon b >}} "c" >}}\n', message="never closed", nests=False),
        Bad(
            '{{< figure src="a.png" alt=⟦"A plan⟧ >}}\n',
            fixed='{{< figure src="a.png" alt="A plan" >}}\n',
            message="this quote",
            nests=False,
        ),
        Bad(
            '{{< figure alt=⟦"A plan⟧ src="a.png" >}}\n', fixed='{{< figure alt="A plan" src="a.png" >}}\n', nests=False
        ),
        Bad('⟦{{ figure src="/a.png" }}⟧\n', fixed='{{< figure src="/a.png" >}}\n'),
        Bad("⟦{< youtube abc123 >}⟧\n", fixed="{{< youtube abc123 >}}\n"),
        Bad('{{< figure alt=⟦"A⟧ >}}\n', fixed='{{< figure alt="A" >}}\n', nests=False),
        Bad('⟦{{<⟧ figure alt=" >}}\n', message="never closed", nests=False),
        Bad('⟦{{<⟧ figure src="a.png" alt=" >}}\n', message="never closed", nests=False),
        Bad('{{< figure alt=⟦"A⟧ >}}\n\n⟦{{% note }}⟧\n\nText.\n', nests=False),
        Bad('It is `{{ figure src="/a.png" }}`, or ⟦{{ figure src="/a.png" }}⟧\n'),
        Bad("⟦{{% my-note }}⟧\n\nText.\n", fixed="{{% my-note %}}\n\nText.\n", nests=False),
        Bad("⟦{{ % c %}}⟧\n", fixed="{{% c %}}\n", nests=False),
        Bad('{{< figure alt=⟦"A⟧ >}}', "the end of the file", fixed='{{< figure alt="A" >}}', nests=False),
        Bad(
            '{{< figure id="a" alt="b" title=⟦"A plan⟧ src="a.png" >}}\n',
            fixed='{{< figure id="a" alt="b" title="A plan" src="a.png" >}}\n',
            nests=False,
        ),
        Bad(f'{{{{< figure alt=⟦"{"a" * 1979}⟧ >}}}}', "as far as quotes are looked for", nests=False),
        Bad(f'⟦{{{{<⟧ figure alt="{"a" * 1980} >}}}}', "further", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for opening in doc.shortcodes.unfinished:
            if half := _half_quoted(doc.text, opening.start):
                yield self._quote(doc, half)
                continue
            match = _UNFINISHED.match(doc.text, opening.start)
            span = Span(match.start(), match.end()) if match else opening
            yield self._found(doc, span, match)
        for block in doc.prose if _may_be_spaced(doc.running_text) else ():
            text = block.prose.masked
            for match in _SPACED.finditer(text) if _may_be_spaced(text) else ():
                yield self._found(doc, block.prose.span(*match.span()), match)

        if "{" in doc.running_text and ("{{ " in doc.running_text or "{<" in doc.running_text):
            for block in doc.prose:
                yield from self._braces(doc, block.prose) if "{" in block.prose.text else ()

    def _quote(self, doc: Document, half: Span) -> Diagnostic:
        fix = Fix.unsafe(Edit(Span(half.end, half.end), '"'), title="Close the quote", changes=list(Change))
        return self.at(doc, half, "this quote is never closed, which stops Hugo: write another one at its end", fix=fix)

    def _braces(self, doc: Document, prose: Prose) -> Iterator[Diagnostic]:
        shown = prose.lines
        for match in _BRACES.finditer(prose.text):
            if shown[match.start()] != "{" or shown[match.end() - 1] != "}" or in_formula(prose, match.start()):
                continue
            inside = match["double"] or match["single"]
            meant = "{{< " + inside.strip() + " >}}"
            span = prose.span(*match.span())
            fix = Fix.unsafe(Edit(span, meant), title=f"Write “{meant}”", changes=list(Change))
            message = f"{quoted(match[0])} is not a shortcode and shows as it is written: write {quoted(meant)}"
            yield self.at(doc, span, message, fix=fix)

    def _found(self, doc: Document, span: Span, match: re.Match[str] | None) -> Diagnostic:
        if match is None:
            return self.at(doc, span, f"{quoted(doc.source(span))} opens a shortcode that is never closed")
        meant = "{{" + match["sign"] + match["inside"] + match["space"] + (">}}" if match["sign"] == "<" else "%}}")
        fix = Fix.safe(Edit(span, meant), title=f"Write “{meant}”", changes=list(Change))
        return self.at(doc, span, f"{quoted(doc.source(span))} is not a shortcode: write {quoted(meant)}", fix=fix)


def _may_be_spaced(text: str) -> bool:
    return "{" in text and ("{ <" in text or "{ %" in text or "{ {" in text)


def _half_quoted(text: str, start: int) -> Span | None:
    """The value on the line of an opening tag whose quote nothing closes."""
    end = text.find("\n", start, start + _LONGEST)
    # A longer line would be read from each opening in it.
    line = text[start:end] if end >= 0 else text[start : start + _LONGEST]
    if end < 0 and len(line) == _LONGEST:
        return None
    quotes = [match.start() for match in _QUOTE.finditer(line)]
    if len(quotes) % 2 == 0:
        return None
    for first, second in zip(quotes[::2], quotes[1::2], strict=False):
        # What ends in the name of another parameter has taken its quote for its own.
        if following := _NEXT_NAME.search(line, first, second):
            return Span(start + first, start + following.start())
    closing = _END.search(line)
    return Span(start + quotes[-1], start + closing.start()) if closing and closing.start() > quotes[-1] + 1 else None
