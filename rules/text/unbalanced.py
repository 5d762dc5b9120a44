"""A parenthesis that has no counterpart in its paragraph; as an option, a quotation mark too.

Mostly the other one was forgotten, or deleted with a part of the sentence. Only parentheses around words are looked at
in sentences that have no signs of code, and not those whose counterpart stands in one of the next paragraphs. With
`doubtful`, all others are reported, and quotation marks: enumerations such as “a)”, smileys, inches and quotations of
several paragraphs have one mark alone too; what is known of these is left alone.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Passage, Rule, Severity, pattern

_KINDS = ("paragraph", "heading", "description", "summary", "alt", "parameter")
_PAIRS = {"(": ")", "“": "”", "«": "»", "„": "“"}
_SMILEY = pattern(r"(?<!\S)[:;8xX=][-'o]?[()]+|\([.!?]\)")
# Signs of code, of formulas, and of calls.
_CODE = pattern(r"[{}=;|<>\\$^\ufffc]|\w\(|::|->|[（）]|[\[(][^\])\s]+, ")
_OPENED = pattern(r"\((?=[A-Za-z“\"'‘])[^()]{15,}[^.][.!?]\Z", re.S)
_CLOSED = pattern(r"[^(\[]{20,}[a-z]{3}[.!?]?\)", re.S)
_FEWEST = 3
_NEXT = 3
_NUMBER = pattern(r"(?:(?<=\s)|\A)(?:[a-zA-Z]|\d{1,2}|[ivx]{1,4})\Z")


class Unbalanced(Rule):
    severity = Severity.WARNING
    doubtful: Annotated[bool, "also quotation marks, and parentheses that may be meant"] = False

    good = [
        Good("It is (as we know so.\n\nIt is as we know) so.\n", "short ones"),
        Good(
            "We see what it is (and what it is for you and me.\n\nIt goes on here, and ends) here.\n\nSo :)\n",
            "the next paragraph",
        ),
        Good(
            "We see what it is (and what it is for you and me.\n\nOne.\n\nTwo :)\n\nIt goes on here, and ends) here.\n",
            "the third of the next paragraphs",
        ),
        Good("We see what it is -(and what it is for you and me.\n", "a sign before it"),
        Good("It is so.\n", "as an option", options={"doubtful": True}),
        Good("We see what it is: f(and what it is for you.\n\nWe see x = (and what it is for you.\n", "code"),
        Good("We see what it is (and what it is for you\n\nIt goes on here.\n", "no end of a sentence"),
        Good("We see what it is for you and me e.g) or the others a) and so.\n", "enumerations"),
        Good("We see what it is for you and me in the house “as it was.\n", "a quotation mark"),
        Good("We see what it is (and what for `you` and me.\n", "beside code"),
        Good("See all that we know at [the list](https://b.example/)), and so on.\n", "a link"),
        Good("We see what it is (and who would have thought :).\n", "a smiley closes it"),
        Good("It is (as we know) so :) and a) this, b) that, “quoted” and «so».\n"),
        Good(
            "“The first paragraph.\n\n“The second one.”\n",
            "a quotation of two paragraphs",
            options={"doubtful": True},
            nests=False,
        ),
        Good("Es ist „so“ gut: a) das, b) jenes, und «so».\n", "pairs", options={"doubtful": True}),
        Good("It is (overwhelmingly goodness.\n", "two words"),
    ]
    bad = [
        Bad("We see what it is ⟦(⟧and what it is for you and me.\n", message="this parenthesis is never closed"),
        Bad("We see what it is for you and them⟦)⟧, and so it goes.\n", message="this parenthesis is never opened"),
        Bad("We see that it is there⟦)⟧, and so it goes.\n", "23 signs before it"),
        Bad("⟦(⟧We see what it is and what it is for you and me.\n", "at the beginning"),
        Bad("It is ⟦(⟧overwhelmingly good people.\n", "three words"),
        Bad(
            "We see that it is there⟦)⟧, and so.\n\nWe see what it is ⟦(⟧and what for you and me.\n\nSo :)\n",
            "it closes nothing that comes later",
        ),
        Bad("Es ist ⟦„⟧so gut.\n", options={"doubtful": True}),
        Bad("Es ist „so“ und ⟦«⟧so gut.\n", options={"doubtful": True}),
        Bad("“It is ⟦«⟧so, as we know.\n", options={"doubtful": True}, nests=False),
        Bad("It is ⟦(⟧as we (know so.\n", "the first of two", options={"doubtful": True}),
        Bad(
            "We see what it is ⟦(⟧and what it is for you and me.\n\nOne.\n\nTwo :)\n\nThree.\n\n"
            "It goes on here, and ends over there⟦)⟧ so.\n",
            "the fourth",
        ),
        Bad("It is ⟦(⟧as we know so.\n", message="parenthesis", options={"doubtful": True}),
        Bad("It is as we know⟦)⟧ so.\n", options={"doubtful": True}),
        Bad("It is ⟦“⟧so, as we know.\n", message="quotation mark", options={"doubtful": True}),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not self.doubtful and doc.running_text.count("(") == doc.running_text.count(")"):
            return
        passages = [passage for passage in doc.passages if passage.kind in _KINDS]
        possible = [
            (at, passage)
            for at, passage in enumerate(passages)
            if self.doubtful or passage.text.count("(") != passage.text.count(")")
        ]
        unbalanced = [(at, place) for at, passage in possible if (place := _unbalanced(passage)) >= 0]
        signs = {at: passages[at].text[place] for at, place in unbalanced}
        for at, place in unbalanced:
            sign = signs[at]
            what = "quotation mark has no counterpart in its paragraph"
            if sign in "()":
                what = f"parenthesis is never {'closed' if sign == '(' else 'opened'} in its paragraph"
            near = range(at + 1, at + 1 + _NEXT) if sign == "(" else range(at - _NEXT, at)
            # One that is closed in a later paragraph.
            parted = any(signs.get(other, sign) != sign for other in near)
            span = passages[at].span(place, place + 1)
            # "[a](b))": another rule says so.
            of_link = sign == ")" and doc.text.startswith(")", span.start - 1)
            if self.doubtful or not (sign not in "()" or parted or of_link or not _is_sure(passages[at].text, place)):
                yield self.at(doc, span, f"this {what}")


def _is_sure(text: str, at: int) -> bool:
    """Whether a parenthesis without a counterpart stands around words of a sentence."""
    if _CODE.search(text) or _SMILEY.search(text):
        return False
    if text[at] == "(":
        rest = text[at:].rstrip()
        return _OPENED.match(rest) is not None and text[at - 1 : at].strip() == "" and len(rest.split()) >= _FEWEST
    return _CLOSED.fullmatch(text, 0, at + 1) is not None


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
