"""A misspelt parameter of one of Hugo's own shortcodes.

Hugo ignores what it does not know, so `captoin="A plot"` leaves a figure without its caption. As a site may have
shortcodes of its own under these names, only a name that is a slip of the hand away from a known one is found.

## Fix safety
Unsafe: the shortcode may be the site's own, and know the name.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Parameter, Rule, Severity, Span

_KNOWN = {
    "figure": "src alt caption title width height class loading link target rel attr attrlink",
    "youtube": "id allowFullScreen autoplay class controls end loading loop mute start title",
    "vimeo": "id allowFullScreen class loading title dnt",
    "gist": "user id file",
    "highlight": "lang options",
    "ref": "path lang outputFormat",
    "relref": "path lang outputFormat",
    "x": "user id",
    "tweet": "user id",
    "instagram": "id",
    "qr": "text level scale targetDir alt class id loading title",
    "details": "summary open name title class",
}


class UnknownParameter(Rule):
    severity = Severity.WARNING
    signs = ("{",)

    good = [
        Good('{{< figure src="a.png" alt="A" caption="B" >}} {{< youtube id="a" start="1" >}}\n', nests=False),
        Good('{{< figure src="a.png" position="left" size="big" >}}\n', "a theme's own", nests=False),
        Good('{{< mine captoin="A" >}}\n', nests=False),
        Good('{{< figure src="a.png" alt="A" alts="B" >}}\n', "what it could be is given already", nests=False),
        Good('{{< figure src="a.png" ref="b" >}}\n', "a name of three letters", nests=False),
        Good('{{< gist i="a" ie="b" >}}\n', "two letters", nests=False),
        Good('{{< youtube idd="a" >}}\n', "a slip of two letters", nests=False),
    ]
    bad = [
        Bad(
            '{{< figure src="a.png" ⟦captoin⟧="A" >}}\n', fixed='{{< figure src="a.png" caption="A" >}}\n', nests=False
        ),
        Bad('{{< youtube id="a" ⟦autoplays⟧="1" >}}\n', fixed='{{< youtube id="a" autoplay="1" >}}\n', nests=False),
        Bad('{{< ref path="a" ⟦lan⟧="b" >}}\n', fixed='{{< ref path="a" lang="b" >}}\n', nests=False),
        Bad('{{< figure ⟦srcc⟧="a" >}}\n', fixed='{{< figure src="a" >}}\n', nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for call in doc.shortcodes.calls:
            known = _KNOWN.get(call.name, "").split()
            given = {parameter.name for parameter in call.parameters if parameter.name}
            for parameter in call.parameters if known else ():
                meant = _meant(parameter.name, known) if parameter.name else ""
                if not meant or meant in given:
                    continue
                span = _name_span(parameter)
                message = f"“{call.name}” does not know the parameter “{parameter.name}”: did you mean “{meant}”?"
                fix = Fix.unsafe(Edit(span, meant), title=f"Write “{meant}”", changes=[Change.BLOCKS, Change.TEXT])
                yield self.at(doc, span, message, fix=fix)


def _meant(name: str, known: list[str]) -> str:
    """The known parameter that a name is a slip of the hand for."""
    from rapidfuzz.distance import OSA

    if name in known or len(name) < 3:
        return ""
    near = [text for text in known if len(text) > 2 and OSA.distance(name.lower(), text.lower()) == 1]
    # Of three letters each, `ref` and `rel`, they are two names.
    near = [text for text in near if len(text) + len(name) > 6]
    return near[0] if len(near) == 1 else ""


def _name_span(parameter: Parameter) -> Span:
    end = parameter.span.start - len(parameter.quote) - 1
    return Span(end - len(parameter.name or ""), end)
