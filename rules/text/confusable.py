"""A letter of another alphabet inside a word, which only looks like the right one.

In `сopy` the first letter may be Cyrillic: nobody sees it, but search does not find the word, and of a heading the id
becomes another one. A letter with an accent or a quotation mark in the place of an apostrophe (`d´un`, `c"est`) is
the same kind of slip, and shows.

## Fix safety
Unsafe: the word may be written so on purpose.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Prose, Rule, Severity, nodes, pattern

_OTHERS = "асеорхуіјѕһԁԛԝАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LATIN = "aceopxyijshdqwABEKMHOPCTXIJSABEZHIKMNOPTYXo"
_LIKE_LATIN = dict(zip(_OTHERS, _LATIN, strict=True))
# What each of them begins with in UTF-8.
_LEADS = tuple({letter.encode()[:1] for letter in _OTHERS})
_CYRILLIC = "асеорхуіјѕАВЕКМНОРСТХІЈЅ"
_LIKE_CYRILLIC = {_LIKE_LATIN[letter]: letter for letter in _CYRILLIC}
_WORD = pattern(r"(?<![^\W\d_])[^\W\d_]*(?:[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z])[^\W\d_]*")
# A quick look for a sign of them; each begins with a sign that is looked for fast.
_QUOTE = pattern(r"\"(?<=[cdjlmnstuCDJLMNSTU]\")[a-zà-ÿ]")
_MIXED = pattern(r"[\u0370-\u052f](?:(?=[A-Za-z])|(?<=[A-Za-z].))")
_FOREIGN = pattern(r"[\u0370-\u052f]")
_APOSTROPHE = pattern(
    r"(?<=[A-Za-zÀ-ÿ])(?P<accent>´)(?=[a-zà-ÿ])|"
    r"(?<![\w\"])(?i:[cdjlmnst]|qu)(?P<quote>\")(?=[a-zà-ÿ]{2})(?![a-zà-ÿ]*\")"
)


class Confusable(Rule):
    severity = Severity.WARNING

    good = [
        Good("The word copy, Слово, μm, α-test, kΩ, Δx and βeta.\n"),
        Good("60–350μs之间，或者kΩ也行。\n", "units"),
        Good("PHPшник, IT-отдел, Cшник и CRMка, 5G-сеть.\n", "two alphabets on purpose"),
        Good("`сopy` and <b title='сopy'>x</b>, https://a.example/сopy\n"),
        Good('An é of 5´ and 3", the letters "d"e" and a "t".\n', "signs of their own"),
        Good("The сoрy is here.\n", "two of four"),
        Good("The сop is here.\n", "a short one"),
        Good("Make ασε and some of ΑΣΑ, abсоde it.\n", "two side by side"),
    ]
    bad = [
        Bad("Make a ⟦с⟧opy.\n", fixed="Make a copy.\n", message="U+0441"),
        Bad("## The st⟦а⟧tus\n", fixed="## The status\n", message="its id"),
        Bad("Моя соб⟦a⟧ка\n", fixed="Моя собака\n", message="Latin"),
        Bad('Il a été d⟦"⟧accord.\n', fixed="Il a été d'accord.\n", message="apostrophe"),
        Bad("Il s'agit d⟦´⟧un jeu, c'est l⟦´⟧histoire.\n", fixed="Il s'agit d'un jeu, c'est l'histoire.\n"),
        Bad("The ⟦В⟧OOK is here.\n", fixed="The BOOK is here.\n", message="Cyrillic"),
        Bad("The ⟦с⟧op⟦у⟧ed is here.\n", fixed="The copyed is here.\n"),
        Bad("вид⟦y⟧\n", "letters that look like no others", fixed="виду\n"),
        Bad("See a.example/сopy, and the ⟦с⟧opy of it.\n"),
        Bad("Make a c⟦о⟧p⟦у⟧able.\n", fixed="Make a copyable.\n"),
        Bad("The w⟦ο⟧rk of it.\n", fixed="The work of it.\n", message="is Greek"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        running = doc.running_text
        if running.isascii() or not (_QUOTE.search(running) or "´" in running or _is_mixed(doc)):
            return
        for block in doc.prose:
            prose = block.prose
            if not prose.text.isascii() and _FOREIGN.search(prose.text):
                yield from self._letters(doc, block)
            if "´" in prose.text or '"' in prose.text:
                for match in _APOSTROPHE.finditer(prose.masked):
                    yield self._apostrophe(doc, prose, match)

    def _letters(self, doc: Document, block: nodes.ProseBlock) -> Iterator[Diagnostic]:
        text = block.prose.masked
        for match in _WORD.finditer(text):
            if match.start() and text[match.start() - 1] in "/.@#_-\ufffc\\":
                continue
            for at, right in _slips(match[0]):
                start = match.start() + at
                letter, span = match[0][at], block.prose.span(start, start + 1)
                alphabet = "Latin" if letter.isascii() else "Greek" if letter < "\u0400" else "Cyrillic"
                what = f"the letter “{letter}” of “{match[0]}” is {alphabet} (U+{ord(letter):04X})"
                where = ", also in its id" if isinstance(block, nodes.Heading) else ""
                fix = Fix.unsafe(Edit(span, right), title=f"Write “{right}”", changes=[Change.TEXT, Change.HEADINGS])
                yield self.at(doc, span, f"{what}{where}, and only looks right: type it anew", fix=fix)

    def _apostrophe(self, doc: Document, prose: Prose, match: re.Match[str]) -> Diagnostic:
        span = prose.span(*match.span(match.lastgroup or 0))
        fix = Fix.unsafe(Edit(span, "'"), title="Write an apostrophe", changes=[Change.TEXT, Change.HEADINGS])
        return self.at(doc, span, f"“{doc.source(span)}” is used as an apostrophe: write “'”", fix=fix)


def _is_mixed(doc: Document) -> bool:
    """Whether letters of two alphabets stand side by side somewhere."""
    return any(byte in doc.lowered for byte in _LEADS) and _MIXED.search(doc.running_text) is not None


def _slips(word: str) -> list[tuple[int, str]]:
    """The letters of a word that another alphabet lent, each between letters of its own, and the right ones."""
    if max(word) >= "\u2e80":
        return []  # A unit such as `μs` before Chinese.
    latin = sum(letter < "\u0370" for letter in word)
    table = _LIKE_LATIN if latin * 2 > len(word) else _LIKE_CYRILLIC
    foreign = [at for at, letter in enumerate(word) if (letter >= "\u0370") == (table is _LIKE_LATIN)]
    if len(word) < 4 or len(foreign) * 3 > len(word) or any(word[at] not in table for at in foreign):
        return []
    # Letters side by side are an abbreviation, and so is a capital in the middle or before other letters.
    if any(after - before == 1 for before, after in pairwise(foreign)):
        return []
    if any(word[at].isupper() and not word.isupper() for at in foreign):
        return []
    return [(at, table[word[at]]) for at in foreign]
