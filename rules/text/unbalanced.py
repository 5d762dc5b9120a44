"""A parenthesis or a quotation mark that has no counterpart in its paragraph.

Mostly the other one was forgotten, or deleted with a part of the sentence. Off by default: enumerations such as “a)”,
smileys, inches and quotations of several paragraphs have one mark alone too; what is known of these is left alone.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Passage, Rule, Severity, pattern

_PAIRS = {"(": ")", "“": "”", "«": "»", "„": "“"}
_SMILEY = pattern(r"(?<!\S)[:;8xX=][-'o]?[()]+|\([.!?]\)")
_NUMBER = pattern(r"(?:(?<=\s)|\A)(?:[a-zA-Z]|\d{1,2}|[ivx]{1,4})\Z")


class Unbalanced(Rule):
    severity = Severity.INFO
    enabled = False

    good = [
        Good("It is (as we know) so :) and a) this, b) that, “quoted” and «so».\n"),
        Good("“The first paragraph.\n\n“The second one.”\n", "a quotation of two paragraphs", nests=False),
    ]
    bad = [
        Bad("It is ⟦(⟧as we know so.\n", message="parenthesis"),
        Bad("It is as we know⟦)⟧ so.\n"),
        Bad("It is ⟦“⟧so, as we know.\n", message="quotation mark"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for passage in doc.passages:
            if passage.kind in ("paragraph", "heading", "description", "summary", "alt", "parameter"):
                at = _unbalanced(passage)
                if at >= 0:
                    what = "parenthesis" if passage.text[at] in "()" else "quotation mark"
                    message = f"this {what} has no counterpart in its paragraph"
                    yield self.at(doc, passage.span(at, at + 1), message)


def _unbalanced(passage: Passage) -> int:
    """The place of the first sign without a counterpart, -1 for none."""
    text = _SMILEY.sub(lambda match: " " * len(match[0]), passage.text)
    for opening, closing in _PAIRS.items():
        if opening == "“" and text.startswith(opening) and closing not in text:
            continue
        # “ closes what „ opened in some languages, and opens by itself in others.
        if (opening == "“") == ("„" in text) and opening in "“„":
            continue
        opened: list[int] = []
        for at, sign in enumerate(text):
            if sign == opening:
                opened.append(at)
            elif sign == closing:
                if opened:
                    opened.pop()
                elif not (sign == ")" and _NUMBER.search(text[:at])):
                    return at
        if opened:
            return opened[0]
    return -1
