"""What an article promises for a time that passes: “coming soon”, “stay tuned”, “later this year”."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from postlint.document.document import BETWEEN, Document
from postlint.document.passages import Passage
from postlint.facts.page import Leftover
from postlint.lazy_regex import pattern

_PHRASES = [
    [word.split("/") for word in phrase.split()]
    for phrase in (
        "stay tuned",
        "coming soon",
        "will be available/published/released/announced soon/shortly",
        "later/early this year/month/week",
        "early on this year/month/week",
        "by/at the end of this year/month",
        "in the coming weeks/months/days",
        "in the next few weeks/months/days",
        "watch this space",
        "à venir prochainement",
        "bientôt/prochainement disponible/disponibles",
        "dans les prochaines semaines",
        "dans les prochains mois",
        "restez à l'écoute",
        "demnächst mehr",
        "in den nächsten wochen/monaten",
        "próximamente",
        "en las próximas semanas",
        "en los próximos meses",
        "nas próximas semanas",
        "nos próximos meses",
    )
]
"""Words, some of them one of several."""
_SPELT = [r"\s+".join(f"(?:{'|'.join(word)})" for word in phrase).replace("'", "['’]") for phrase in _PHRASES]
_PROMISE = pattern(rf"(?<!\w)(?:{'|'.join(_SPELT)})(?!\w)")
_FAR = 300
"""How many bytes before and behind a word of a promise the others are searched."""
_Parts = list[tuple[bytes, ...]]


def _spellings(word: list[str]) -> tuple[bytes, ...]:
    return tuple({form.encode(): None for one in word for form in (one, one.title(), one.upper())})


def _by_longest_word() -> dict[bytes, list[tuple[_Parts, list[str]]]]:
    """By the spellings of their longest word, which few articles have: the other words of a phrase, and its forms."""
    by_longest: dict[bytes, list[tuple[_Parts, list[str]]]] = {}
    for phrase in _PHRASES:
        longest = max(phrase, key=lambda word: min(map(len, word)))
        parts = [_spellings(word) for word in phrase if word is not longest]
        forms = [" ".join(chosen) for chosen in product(*phrase)]
        for spelling in _spellings(longest):
            by_longest.setdefault(spelling, []).append((parts, forms))
    return by_longest


_BY_LONGEST_WORD = _by_longest_word()


def promises(doc: Document) -> Iterator[Leftover]:
    """The promises in the text of an article that readers see, block quotes left out: "promise"."""
    has = doc.words.__contains__
    near = [
        (word, parts, forms)
        for word in filter(has, _BY_LONGEST_WORD)
        for parts, forms in _BY_LONGEST_WORD[word]
        if all(any(map(has, part)) for part in parts)
    ]
    # Many articles have all words of a phrase; few have them near one another.
    text = b" %b " % b" ".join(doc.tokens) if near else b""
    possible = [form for word, parts, forms in near if _are_near(text, word, parts) for form in forms]
    for passage in _with_words(doc, [form.split() for form in possible]) if possible else ():
        low = passage.text.lower()
        plain = " ".join(_plain(passage.text).split())
        if len(low) != len(passage.text) or not any(phrase in plain for phrase in possible):
            continue
        for match in _PROMISE.finditer(low):
            span = passage.span(*match.span())
            if not doc.is_quoted(span.start):
                yield Leftover("promise", doc.place(span), passage.text[match.start() : match.end()])


def _are_near(text: bytes, word: bytes, parts: _Parts) -> bool:
    """Whether a text of words has one of them near a word of each part: an address may stand between them."""
    stretches = [[b" %b " % spelling for spelling in part] for part in parts]
    stretch = b" %b " % word
    at = text.find(stretch)
    while at >= 0:
        context = text[max(0, at - _FAR) : at + len(stretch) + _FAR]
        if all(any(spelling in context for spelling in part) for part in stretches):
            return True
        at = text.find(stretch, at + 1)
    return False


def _with_words(doc: Document, phrases: list[list[str]]) -> Iterator[Passage]:
    """The passages of an article whose blocks have all words of one of some phrases, in any order."""
    by_longest: dict[str, list[list[str]]] = {}
    for words in phrases:
        by_longest.setdefault(max(words, key=len), []).append(words)

    def has_some(text: str) -> bool:
        near = [words for longest in by_longest if longest in text for words in by_longest[longest]]
        return any(all(map(text.__contains__, words)) for words in near)

    yield from (passage for passage in doc.passages_beside if has_some(_plain(passage.text)))
    texts = _plain(doc.running_text).split(BETWEEN)
    if len(texts) != len(doc.prose):
        texts = [_plain(block.prose.text) for block in doc.prose]
    yield from (doc.passage(block) for block, text in zip(doc.prose, texts, strict=True) if has_some(text))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")
