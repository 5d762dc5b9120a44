"""Straight and curly quotes in one article.

They come together where a text was written in several programs. Quotes in code, HTML and shortcodes are none of them.

## Fix safety
Unsafe: a straight mark may be a foot, an inch or a minute.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Prose, Rule, Severity, nodes, pattern

_STRAIGHT = pattern("[\"']")
_CURLY = pattern("[“”‘’]")
_EITHER = pattern("[\"'“”‘’]")
_CURLY_APOSTROPHE, _STRAIGHT_APOSTROPHE = pattern(r"(?<=\w)’(?=\w)"), pattern(r"(?<=\w)'(?=\w)")
_STRAIGHT_FOR = {"“": '"', "”": '"', "‘": "'", "’": "'"}


class MixedQuotes(Rule):
    severity = Severity.INFO
    enabled = False

    good = [
        Good('It\'s a "word".\n'),
        Good('It’s a “word”, and `it\'s "code"` <b title="x">here</b>.\n'),
        Good("It’s “a word”, [it's][] here.\n\n[it's]: /a/\n", "a label has to stay as it is", nests=False),
        Good('It’s a "word", and it’s another "word".\n', "apostrophes may be curly beside straight quotes"),
        Good("„Deutsch“ und »so«.\n", "quotes of other languages go together"),
    ]
    bad = [
        Bad('It\'s a "word", and it⟦’⟧s here.\n', fixed="It's a \"word\", and it's here.\n"),
        Bad('It’s “a word”, a ⟦"⟧word⟦"⟧.\n', fixed="It’s “a word”, a “word”.\n"),
        Bad('It’s “a word”, 5 ⟦"⟧ of it.\n', fixed="It’s “a word”, 5 ” of it.\n"),
        Bad('It’s a "word" and a "sign", ⟦“⟧so⟦”⟧.\n', fixed='It’s a "word" and a "sign", "so".\n'),
        Bad('A "b" and ⟦“⟧c⟦”⟧.\n', fixed='A "b" and "c".\n'),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if doc.text.isascii() or not _CURLY.search(doc.text):
            return
        blocks = [
            block.prose for block in doc.prose if _EITHER.search(block.prose.text) and "„" not in block.prose.text
        ]
        straight = sum(len(_STRAIGHT.findall(prose.masked)) for prose in blocks)
        curly = sum(len(_CURLY.findall(prose.masked)) for prose in blocks)
        if not straight or not curly:
            return
        # Where most apostrophes are curly, they stay so whatever quotes are in use.
        apostrophes = [_count(blocks, _CURLY_APOSTROPHE), _count(blocks, _STRAIGHT_APOSTROPHE)]
        wrong, usual = (_CURLY, "straight") if curly <= straight else (_STRAIGHT, "curly")
        labels = [link.span for link in (*doc.nodes(nodes.Link), *doc.nodes(nodes.Image)) if link.label is not None]
        labels.sort()
        for prose in blocks:
            for match in wrong.finditer(prose.masked):
                span = prose.span(*match.span())
                index = bisect_right(labels, span) - 1
                kept = wrong is _CURLY and apostrophes[0] > apostrophes[1]
                if kept and _CURLY_APOSTROPHE.match(prose.masked, match.start()):
                    continue
                if index >= 0 and labels[index].contains(span):
                    # The text of a reference is what its definition is found by.
                    continue
                text = _STRAIGHT_FOR.get(match[0]) or _curly(prose.masked, match)
                fix = Fix.unsafe(Edit(span, text), title=f"Write “{text}”", changes=[Change.MARKUP])
                yield self.at(
                    doc, span, f"most quotes of this article are {usual}: write {text} for {match[0]}", fix=fix
                )


def _count(blocks: list[Prose], sign: re.Pattern[str]) -> int:
    return sum(len(sign.findall(prose.masked)) for prose in blocks)


def _curly(text: str, match: re.Match[str]) -> str:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    opens = (not before or before.isspace() or before in "([{—–-*_") and bool(after) and not after.isspace()
    return ("“" if opens else "”") if match[0] == '"' else ("‘" if opens else "’")
