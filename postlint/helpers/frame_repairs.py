"""What to write for the words of a frame: the same words, with some of them in their right form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from postlint.helpers.english_nouns import is_singular, plural_of, singular_of
from postlint.helpers.english_verbs import verb_of

Repair = Callable[[Sequence[str]], tuple[str, ...]]
"""For the words of a frame what to write: one wording, several of which one is meant, none if they are right."""

# What nobody does to a thing.
_INTRANSITIVE = frozenset("exist happen occur appear remain belong consist depend seem".split())
_EITHER = frozenset("hux")
"""What a word may begin with that follows “a” or “an”."""
_OF_MANY = {"is": "are", "was": "were", "has": "have", "does": "do", "Is": "Are"}


def word(place: int, *forms: str, drop: int | None = None, before: str = "") -> Repair:
    """A verb at a place in one of several forms, `base` or `be participle`, with a word less, or one before it."""

    def repair(words: Sequence[str]) -> tuple[str, ...]:
        verb = verb_of(words[place])
        wordings: list[str] = []
        for form in forms:
            *extra, name = form.split()
            new = [*words]
            new[place] = " ".join(filter(None, [before, *extra, getattr(verb, name)]))
            if drop is not None:
                del new[drop]
            wordings.append(" ".join(new))
        return tuple(wordings)

    return repair


def behind_be(words: Sequence[str]) -> tuple[str, ...]:
    """The last word as it may follow “be”: what somebody is to do, as in “I'll be describe”, is done or being done."""
    if words[-1] in _INTRANSITIVE:
        return (" ".join(word for word in words if word != "be"),)
    forms = ("participle", "gerund") if words[0].endswith("'ll") else ("participle",)
    right = word(-1, *forms)(words)
    # Before an adverb, “be” may be too many: “can be also contain”.
    return right if words[-2] == "be" else (*right, " ".join(each for each in words if each != "be"))


def behind_form_of_be(words: Sequence[str]) -> tuple[str, ...]:
    """The last word, a past, as it may follow “is”; of “came” the verb alone, as nothing is come."""
    return ("came",) if [*words[1:]] == ["came"] else word(-1, "participle")(words)


def insert(place: int, text: str) -> Repair:
    """A word more at a place, counted from the end if negative."""
    return lambda words: (" ".join([*words[:place], text, *words[place:]]),)


def without(place: int) -> Repair:
    """A word less."""
    return lambda words: (" ".join(word for at, word in enumerate(words) if at != place % len(words)),)


def put(place: int, *texts: str) -> Repair:
    """Another word at a place, or one of several, with a capital where there was one."""

    def repair(words: Sequence[str]) -> tuple[str, ...]:
        cased = [text[0].upper() + text[1:] if words[place][0].isupper() else text for text in texts]
        return tuple(" ".join([*words[:place], text, *words[place + 1 :]]) for text in cased)

    return repair


def swapped(place: int) -> Repair:
    """A word and the next one in the other order."""
    return lambda words: (" ".join([*words[:place], words[place + 1], words[place], *words[place + 2 :]]),)


def many_at(place: int) -> Repair:
    """A noun at a place in the plural, and “these” for “this” before it."""

    def repair(words: Sequence[str]) -> tuple[str, ...]:
        new = [*words]
        noun = words[place]
        new[place] = plural_of(noun) if is_singular(noun) else f"{noun}s"
        if place and words[place - 1].lower() == "this":
            new[place - 1] = "These" if words[place - 1][0] == "T" else "these"
        return (" ".join(new),)

    return repair


def many(words: Sequence[str]) -> tuple[str, ...]:
    """The last word, a noun, in the plural."""
    return (" ".join([*words[:-1], plural_of(words[-1])]),)


def one(words: Sequence[str]) -> tuple[str, ...]:
    """The last word, a noun, in the singular; “each other messages” lacks the sign of the owner instead."""
    if [word.lower() for word in words[:2]] == ["each", "other"]:
        return (" ".join([words[0], f"{words[1]}'s", *words[2:]]),)
    noun = singular_of(words[-1])
    article = words[0]
    if len(words) == 2 and article.lower() in ("a", "an") and noun[0] not in _EITHER:
        article = article[0] + "n" * (noun[0] in "aeio")
    return (" ".join([article, *words[1:-1], noun]),)


def one_or_these(words: Sequence[str]) -> tuple[str, ...]:
    """“This” with a noun in the singular, or “these” with one in the plural."""
    first = "These" if words[0] == "This" else "these"
    return (*one(words), " ".join([first, *words[1:]]))


def of_many(place: int) -> Repair:
    """A verb at a place as it follows “they”."""

    def repair(words: Sequence[str]) -> tuple[str, ...]:
        form = words[place]
        stem = form.removesuffix("n't")
        right = _OF_MANY.get(stem) or verb_of(stem).base
        new = [*words]
        new[place] = right + form[len(stem) :]
        if words[0] == "I" and new[place] in ("are", "were"):
            new[place] = {"are": "am", "were": "was"}[new[place]]
        return (" ".join(new),)

    return repair


def of_one(words: Sequence[str]) -> tuple[str, ...]:
    """The last word, a verb, as it follows “it”."""
    form = words[-1]
    right = "doesn't" if form == "don't" else verb_of(form).third
    return (" ".join([*words[:-1], right]),)


def among(words: Sequence[str]) -> tuple[str, ...]:
    """“One of” some with a noun in the plural, where what stands between can only be adjectives.

    “One of the team” may be a person of it.
    """
    return many(words) if words[-1] not in _GROUPS and all(_is_adjective(word) for word in words[3:-1]) else ()


_GROUPS = frozenset("team pair crowd community family group committee".split())
_ENDINGS = ("al", "ive", "ing", "ed", "ful", "ant", "ent", "ous", "able", "ible", "ar", "ic", "est")
_ADJECTIVES = frozenset("most more best biggest main few other new old big good great key next last few".split())


def _is_adjective(word: str) -> bool:
    return word in _ADJECTIVES or (word.endswith(_ENDINGS) and len(word) > len("best"))
