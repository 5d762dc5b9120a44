"""The tag of a shortcode that is not closed as it was opened, or has a space in its braces.

Hugo stops the build at `{{< figure >}` and `{{< figure %}}`, and shows `{{ < figure >}}` as it is written.

## Fix safety
Safe: the tag stands on one line, and only its braces and signs change.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, pattern, quoted

# The name and the parameters, then whatever stands in the place of `>}}`.
_PARAMETER = r"(?:[\w-]+=)?(?:\"[^\"\n]*\"|`[^`\n]*`|[^\s\"`<>{}%=]+)"
_UNFINISHED = pattern(
    rf"\{{\{{(?P<sign>[<%])(?P<inside>\s*/?\s*\w[\w./-]*(?:[ \t]+{_PARAMETER})*)(?P<space>[ \t]*/?[ \t]*)"
    r"(?:[>%]\}\}|[>%] ?\} ?\}|[>%]\}(?!\})|\}\}|[>%](?=[ \t]*\r?$))",
    re.M,
)
_SPACED = pattern(r"\{ ?\{ *(?P<sign>[<%])(?P<inside> *[/]? *\w[\w./-]*(?: [^{}<>%\n]*?)?)(?P<space> *)[>%] *\} ?\}")


class Malformed(Rule):
    severity = Severity.ERROR

    good = [
        Good('{{<figure src="a.png">}} {{< b >}} {{% c %}} {{</* d */>}} {{< e />}}\n', nests=False),
        Good("Write `{{ < figure >}}`, {{ .Title }} or {{ if < 3 }}.\n", nests=False),
        Good('{{< figure src="a.png"\n  alt="A" >}}\n', "over lines", nests=False),
    ]
    bad = [
        Bad("⟦{{ < figure a >}}⟧\n", fixed="{{< figure a >}}\n", message="“{{< figure a >}}”", nests=False),
        Bad("⟦{{< figure a >}⟧\n\nText.\n", fixed="{{< figure a >}}\n\nText.\n", nests=False),
        Bad("⟦{{< figure a %}}⟧\n", fixed="{{< figure a >}}\n", nests=False),
        Bad("⟦{{% note }}⟧\n\nText.\n", fixed="{{% note %}}\n\nText.\n", nests=False),
        Bad("⟦{{<⟧ figure =\n\nText.\n", message="never closed", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for opening in doc.shortcodes.unfinished:
            match = _UNFINISHED.match(doc.text, opening.start)
            span = Span(match.start(), match.end()) if match else opening
            yield self._found(doc, span, match)
        for block in doc.prose if _may_be_spaced(doc.running_text) else ():
            text = block.prose.masked
            for match in _SPACED.finditer(text) if _may_be_spaced(text) else ():
                yield self._found(doc, block.prose.span(*match.span()), match)

    def _found(self, doc: Document, span: Span, match: re.Match[str] | None) -> Diagnostic:
        if match is None:
            return self.at(doc, span, f"{quoted(doc.source(span))} opens a shortcode that is never closed")
        meant = "{{" + match["sign"] + match["inside"] + match["space"] + (">}}" if match["sign"] == "<" else "%}}")
        fix = Fix.safe(Edit(span, meant), title=f"Write “{meant}”", changes=list(Change))
        return self.at(doc, span, f"{quoted(doc.source(span))} is no shortcode: write {quoted(meant)}", fix=fix)


def _may_be_spaced(text: str) -> bool:
    return "{" in text and ("{ <" in text or "{ %" in text or "{ {" in text)
