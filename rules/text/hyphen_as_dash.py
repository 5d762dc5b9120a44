"""A hyphen between blanks in an article that writes dashes elsewhere.

“It is late - too late” beside “It is early – too early”: the hyphen was typed, the dash put in. Advice: only the first
one of an article is reported, with the number of all.

## Fix safety
Unsafe: the hyphens may be those of a list of terms.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, pattern

_HYPHEN = pattern(r" (-) (?<=[a-zß-ÿ][\w)”\"’,] - )(?=[a-zß-ÿ]+ )")
_KINDS = ("paragraph", "description", "summary")


class HyphenAsDash(Rule):
    severity = Severity.INFO

    good = [
        Good("It is late – too late, and early – too early.\n"),
        Good("It is late - too late.\n", "the article has no dashes"),
        Good("It is early – so early; 5 - 3, pages 3 - 5, `a - b`.\n"),
        Good("It is early – too early. It is late - too late, very late - very late.\n", "more hyphens than dashes"),
    ]
    bad = [
        Bad(
            "It is early – too early. It is late ⟦-⟧ too late.\n",
            fixed="It is early – too early. It is late – too late.\n",
        ),
        Bad("So early — too early. So late ⟦-⟧ too late.\n", fixed="So early — too early. So late — too late.\n"),
        Bad("It is early – too early. It is late ⟦-⟧ too late.\n", message="a dash here: write"),
        Bad(
            "It is early – or late. It is early – too early. It is late ⟦-⟧ too late, very late - very late.\n",
            message="a dash here (2 times): write",
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        text = doc.running_text
        if " - " not in text or text.isascii():
            return
        dash = max(("–", "—"), key=lambda sign: text.count(f" {sign} "))
        dashes = text.count(f" {dash} ")
        found = [
            passage.span(*match.span(1))
            for passage in (doc.passages if dashes else ())
            if passage.kind in _KINDS
            for match in _HYPHEN.finditer(passage.text)
        ]
        if found and dashes >= len(found):
            edits = [Edit(span, dash) for span in found]
            fix = Fix.unsafe(*edits, title=f"Write “{dash}”", changes=[Change.TEXT, Change.MARKUP, Change.FRONT_MATTER])
            times = f" ({len(found)} times)" if len(found) > 1 else ""
            message = f"a hyphen stands for a dash here{times}: write “{dash}”, as elsewhere in the article"
            yield self.at(doc, found[0], message, fix=fix)
