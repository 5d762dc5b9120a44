"""Words that stand once on a site, and are one slip from a word that the site, or everybody, uses often."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from unicodedata import normalize

from postlint.helpers import site_words
from postlint.helpers.accents import right_accents
from postlint.helpers.counts import at_least
from postlint.helpers.dictionary_slips import dictionary_slips, sure_slips
from postlint.helpers.known_names import FAMOUS
from postlint.helpers.made_words import TECHNICAL, is_derived, may_be_form, without_doubles
from postlint.helpers.word_lists import has_list, misspellings, valid_words
from postlint.lazy_regex import pattern
from postlint.site.near_words import affecting, local

_SHORTEST = 6
_SHORT = 5
"""The letters of a word that is looked up in a list alone."""
_LONG = 8
_OFTEN = 2
"""In more articles than these stands a word that a site uses often."""
_MANY, _MANY_INFLECTED = 6, 20
"""In so many articles a word stands of which the site says enough, in English and in languages with more forms."""
EVERYWHERE, SURELY = 0, -1
"""Stand for the number of articles, of a word that everybody writes; the second where another is surely its slip."""
_FOREIGN_END = pattern(r"[aeo]s\Z|[ao]\Z")
_PARTICIPLE = pattern(r"ée?(s?)\Z")
# Spanish verbs of which the future has another stem, which the list has in few forms: “pondría”.
_FUTURE = pattern(
    r"(?:\w*(?:[tv]e|po)ndr|\w*[sv]aldr|\w*querr|podr|habr|sabr|cabr|dir|har)"
    r"(?:é(?:is)?|ás?|án|emos|ía(?:s|mos|is|n)?)"
)
_DOER = pattern(r"(?<=[st])ors?\Z")
_VOWELS = frozenset("aeiouy")
_CONSONANT_TWICE = pattern(r"([^aeiouy])\1+")
_OTHER_FORMS = (("ando", "ado"), ("iendo", "ido"), ("era", "ería"), ("eras", "erías"), ("ão", "o"))


def _affected_words(words: Iterable[str], language: str, with_answers: Iterable[str]) -> set[str] | None:
    """Without a list of the words of a language, there are no answers."""
    return None if has_list(language) else set()


@affecting(_affected_words)
@local(rare=_OFTEN, shortest=_SHORT)
def rare_answers(counts: dict[str, int], language: str) -> dict[str, tuple[str, int] | None]:
    """The same with the words that may be right all the same: these have None."""
    plain = {word for word in counts if len(word) >= _SHORTEST and word[1:].islower() and word.isalpha()}
    short = {word for word in counts if len(word) == _SHORT and word.isalpha() and word.islower()}
    among = plain | short if language == "en" else plain
    rare = {word for word in among if counts[word] == 1 and not counts.get(_other_case(word))}
    valid = valid_words({word.lower() for word in rare}, language) if rare else None
    if valid is None:
        return {}
    if language != "en":
        # What is quoted in English is no slip.
        valid |= valid_words({word.lower() for word in rare}, "en") or set()
    rare = {word for word in rare if word.lower() not in valid}
    names = {word: (right, EVERYWHERE) for word in rare if (right := _famous_name(word))}
    if rare:
        # Of a known misspelling, `spelling/misspelling` says so.
        listed = misspellings() if language == "en" else right_accents(rare, language)
        rare = {word for word in rare if not listed.get(word.lower())}
    often = {word for word in plain if counts[word] > _OFTEN and word.islower()}
    # A short one with a capital is a name.
    lowered = {word.lower(): word for word in rare if word.islower() or len(word) > _LONG}
    slips = dictionary_slips([word for word in lowered if len(word) >= _SHORTEST], language)
    if language == "en":
        slips |= sure_slips(lowered.keys() - slips.keys())
    rare -= short
    known = {lowered[low]: right if lowered[low] == low else right.capitalize() for low, right in slips.items()}
    own = {word: (right, at_least(number)) for word, (right, number) in _slips(rare, often, counts).items()}
    answers = {word: (right, SURELY if _is_sure(word, right) else EVERYWHERE) for word, right in known.items()}
    # A word that everybody writes is one however seldom the site does.
    many = _MANY if language == "en" else _MANY_INFLECTED
    answers |= names
    answers |= {word: answer for word, answer in own.items() if answer[0] != known.get(word) or answer[1] >= many}
    return {word: None if _is_right(word, answer[0], language) else answer for word, answer in answers.items()}


def rare_variants(counts: dict[str, int], language: str) -> dict[str, tuple[str, int]]:
    """The words of one article that are one slip from a word of several, each with it and their number, rounded."""
    return {word: answer for word, answer in rare_answers(counts, language).items() if answer}


@cache
def _slips_of_names() -> dict[str, str]:
    """What famous names become with two letters swapped, or one left out or doubled inside, each with the name."""
    slips: dict[str, str] = {}
    for name in FAMOUS:
        for at in range(1, len(name) - 1) if len(name) >= _SHORTEST else ():
            slips[name[:at] + name[at] + name[at:]] = name
            slips[name[:at] + name[at + 1 :]] = name
            if at < len(name) - 2:
                slips[name[:at] + name[at + 1] + name[at] + name[at + 2 :]] = name
    return {slip.lower(): name for slip, name in slips.items() if slip.lower() != name.lower()}


def _famous_name(word: str) -> str:
    """The famous name that a word with a capital is one slip from."""
    return _slips_of_names().get(word.lower(), "") if word[0].isupper() else ""


def _is_sure(word: str, right: str) -> bool:
    """Whether a word in small letters that no list has is one slip, inside of it, from a frequent word."""
    return (
        len(word) >= _SHORT
        and word.islower()
        and " " not in right
        and word[0] == right[0]
        # At the end, only the order of letters is surely wrong: others make forms.
        and (word[-1] == right[-1] or sorted(word) == sorted(right))
        and site_words.is_one_slip(word, right)
        # "Tailers": who follows a file.
        and not may_be_form(word)
        # "Mosquitto": who names a thing doubles a consonant.
        and not (len(word) > len(right) and _CONSONANT_TWICE.sub(r"\1", word) == _CONSONANT_TWICE.sub(r"\1", right))
    )


def _is_right(word: str, right: str, language: str) -> bool:
    return _is_form(word.lower(), right.lower()) or _may_be_right(word, right, language)


def _is_form(word: str, right: str) -> bool:
    """Whether a word may be another form of a verb that the lists lack: “planquées”, “querremos”."""
    # "estando", "ingeniera", "primeirão" beside "estado", "ingeniería", "primeiro".
    if any(word.endswith(end) and right == word.removesuffix(end) + other for end, other in _OTHER_FORMS):
        return True
    if _FUTURE.fullmatch(word):
        return True
    if word.endswith("emos") and right[-3:] == "mos":
        return word.startswith(right[:-4])
    return _PARTICIPLE.sub(r"e\1", word) == right


def _may_be_right(word: str, right: str, language: str) -> bool:
    """Whether a word may be a name, or one that the list of its language lacks."""
    if right in FAMOUS:
        return False
    low = word.lower()
    # "Automattic", "Mosquitto": names.
    if low != word and without_doubles(low) == without_doubles(right.lower()):
        return True
    if language != "en":
        return False
    # "productos": a word of another language; "collectino" has two letters swapped.
    foreign = _FOREIGN_END.search(low) if sorted(low) != sorted(right.lower()) else None
    if (foreign is not None and not right.lower().endswith(foreign[0])) or low in TECHNICAL or is_derived(low):
        return True
    # "Progressor", beside "progress": who or what does it.
    doer = _DOER.search(low)
    return (
        doer is not None
        and not right.lower().startswith(f"{low[: doer.start()]}er")
        and is_derived(f"{low[: doer.start()]}er")
    )


def _other_case(word: str) -> str:
    return word.capitalize() if word.islower() else word.lower()


def _slips(rare: set[str], often: set[str], counts: dict[str, int]) -> dict[str, tuple[str, int]]:
    slips: dict[str, tuple[str, int]] = {}
    lowered = {word.lower(): word for word in rare}
    for low, right in site_words.one_slip(lowered, often):
        word = lowered[low]
        if _is_inside(low, right) and counts[right] > slips.get(word, ("", 0))[1]:
            slips[word] = (right if word.islower() else right.capitalize(), counts[right])
    return slips


def _is_inside(word: str, right: str) -> bool:
    """Whether the slip is inside of the word, as at its ends, letters are mostly what inflects it.

    Another consonant makes another word as often as a slip; another vowel does so near the end.
    """
    if word[0] != right[0] or word[-1] != right[-1] or word.replace("our", "or") == right.replace("our", "or"):
        return False
    other = [(a, b) for a, b in zip(word, right, strict=False) if a != b] if len(word) == len(right) else []
    if len(other) != 1:
        return len(word) > _SHORTEST or not other
    bases = [normalize("NFD", letter)[0] for letter in other[0]]
    if bases[0] == bases[1]:
        return True
    return len(word) > _LONG and _VOWELS.issuperset(bases) and word[-2:] == right[-2:]
