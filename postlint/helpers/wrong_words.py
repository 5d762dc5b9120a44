"""The words of a site that are known to be wrong: misspellings, lacking accents, months with a capital."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postlint.helpers.accents import right_accents
from postlint.helpers.site_words import Occurrence
from postlint.helpers.word_lists import misspellings, valid_words
from postlint.lazy_regex import pattern
from postlint.site.near_words import affecting, local

_OFTEN = 2
"""In how many articles a word may stand, whatever stands in others."""
_TIMES = 10
"""How many times as many articles have one of several right words, where those with a wrong one are more than few."""
_LONG = 8
"""From how many letters on a word with a capital inside of a sentence is hardly a name."""
_OTHERS = frozenset(("de", "es", "fr", "it", "nl", "pt"))
_SHORTEST = 4
_SHORT = 4
"""More letters than these has a misspelling for which the list has several right words."""
_VALID = frozenset(
    "checkin checkins inout notin parms raison referer referers requestor requestors teched welp discernable "
    "unparseable".split()
)
"""What the list has, and is a word of another language, or of a field."""
# What the list gives several words for, or none.
_ENGLISH = {
    "dont": "don't",
    "ofcourse": "of course",
    "manoeuvering": "manoeuvring",
    "manoeuvered": "manoeuvred",
    "usecase": "use case",
    "usecases": "use cases",
    "sourcecode": "source code",
    "highschool": "high school",
    "upto": "up to",
    "abit": "a bit",
    "alittle": "a little",
    "alot": "a lot",
}
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "lunes martes miércoles jueves viernes sábado domingo",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
}
_CAPITALS = {language: {name.capitalize(): name for name in names.split()} for language, names in _MONTHS.items()}
_BEFORE_MONTH = pattern(
    r"(?:\b(?:en|fin|début|mi|depuis|courant|mois de|jusqu['’]en|d['’]ici|le|ce|du|au|chaque|tous les|el|cada|desde|"
    r"hasta|finales de|mes de|principios de|il|ogni|dal|al|da|fine|metà|inizio)[ -]|\d(?:er)? (?:de )?)\Z",
    re.I,
)
# Days that are names: "le 14 Juillet", "la rue du 4 Septembre".
_FEAST = pattern(
    r"\b(?:(?:1er|8) Mai|14 Juillet|15 Août|11 (?:Septembre|Novembre)|1er Novembre|4 Septembre|"
    r"(?:rue|place|avenue|boulevard|révolution|fête|calle|plaza|via|piazza)\b.{0,20})\Z",
    re.I,
)


_INITIAL = pattern(r",? [A-Z]\.")
"""What stands behind the name of a person in a list of sources."""
_ITEM_BEFORE, _ITEM_BEHIND = pattern(r"(?:, (?:and )?|from )\Z"), pattern(r",| and ")
_PERSON = pattern(r"(?:, (?:and )?|from )[A-Z][\w'’-]+ [A-Z]")
_PERSONS = 2
_BESIDE = pattern(r"[^\W\d_]{4,}")
_FEW_BESIDE, _MANY_BESIDE = 2, 12
"""In so few words, and so many, the language of a text is not told by its small ones."""
_NOUN_BEFORE = pattern(
    r"(?<!\w)(?:as?|das?|nas?|às?|à|umas?|de|em|com|sem|por|pelas?|para|suas?|minhas?|nossas?|essas?|estas?|aquelas?|cada|"
    r"maior|menor|alguma|nenhuma|toda|muita|pouca|mais|outra|mesma|boa|grande) \Z",
    re.I,
)


def _affected_words(words: Iterable[str], language: str, with_answers: Iterable[str]) -> set[str] | None:
    """The words that may have other answers with the counts of some: in English, misspellings of the list."""
    if language != "en":
        return None
    lowered = {word.lower() for word in words}
    answered = {word.lower() for word in with_answers}
    changed = lowered.union(words)
    return {*filter(_listed, lowered)} | {word for word in answered if not changed.isdisjoint(_rights(_listed(word)))}


# Elsewhere than in English, the right word differs by accents and capitals only: none is one slip away.
@local(but="en", slips=lambda language: False)
@affecting(_affected_words)
def wrong_answers(counts: dict[str, int], language: str) -> dict[str, str]:
    """The same with the words that may be wrong with other counts: these have nothing."""
    if language == "en":
        return _misspelt(counts)
    right_forms = right_accents(counts, language) | _capitals(counts, language)
    return {word: right for word, right in right_forms.items() if _is_rarer(word, right, counts)}


def wrong_words(counts: dict[str, int], language: str) -> dict[str, str]:
    """The wrong words among those of a language, with in how many articles each stands, and the right ones."""
    return {word: right for word, right in wrong_answers(counts, language).items() if right}


def is_wrong_here(occurrence: Occurrence, word: str, right: str, language: str) -> bool:
    """Whether a wrong word is wrong where it stands: with a capital it may be a name, or begin a sentence."""
    if language == "en" and occurrence.is_alone and any(valid_words({word.lower()}, other) for other in _OTHERS):
        # In a list of words, it is one of another language.
        return False
    if language == "en" and _is_among_others(occurrence, word):
        return False
    if occurrence.in_credit or occurrence.is_quoted or occurrence.is_foreign(language):
        return False
    # "(c)reate": what is meant is another word.
    if "," in right and occurrence.is_set_apart:
        return False
    if word.islower():
        return not (_is_listed(occurrence) or (language == "pt" and _may_be_verb(occurrence)))
    if word.lower() == right:
        before = occurrence.passage.text[max(0, occurrence.start - 40) : occurrence.start]
        return _BEFORE_MONTH.search(before) is not None and not _FEAST.search(before + word)
    if _INITIAL.match(occurrence.passage.text, occurrence.end):
        return False
    return occurrence.starts_sentence or (language == "en" and len(word) >= _LONG)


def _is_among_others(occurrence: Occurrence, word: str) -> bool:
    """Whether a word is one of another language, in a few words of which hardly one is English."""
    beside = {other.lower() for other in _BESIDE.findall(occurrence.passage.text)} - {word.lower()}
    if not _FEW_BESIDE <= len(beside) <= _MANY_BESIDE:
        return False
    english = valid_words(beside, "en")
    return (
        english is not None
        and len(english) * 3 <= len(beside)
        and any(valid_words({word.lower()}, other) for other in _OTHERS)
    )


def _is_listed(occurrence: Occurrence) -> bool:
    """Whether a word stands in a list of persons: "with the help of Ann Lee, cyclinder, Jo Kim"."""
    text, start, end = occurrence.passage.text, occurrence.start, occurrence.end
    if not (_ITEM_BEFORE.search(text[max(0, start - 8) : start]) and _ITEM_BEHIND.match(text, end)):
        return False
    return len(_PERSON.findall(text[max(0, start - 120) : end + 120])) >= _PERSONS


def _may_be_verb(occurrence: Occurrence) -> bool:
    """Whether a Portuguese word in "-ncia" stands where a verb does: "o time gerencia", not "a gerencia"."""
    if not occurrence.word.lower().endswith(("ncia", "ncias")):
        return False
    before = occurrence.passage.text[max(0, occurrence.start - 14) : occurrence.start]
    return _NOUN_BEFORE.search(before) is None


def is_name(occurrence: Occurrence) -> bool:
    """Whether a short word with a capital stands inside of a sentence, as a name does."""
    word = occurrence.word
    return word[0].isupper() and len(word) < _LONG and not occurrence.starts_sentence


def _capitals(counts: dict[str, int], language: str) -> dict[str, str]:
    months = _CAPITALS.get(language, {})
    return {month: months[month] for month in months.keys() & counts.keys()}


def _is_rarer(word: str, right: str, counts: dict[str, int]) -> bool:
    """Whether the site writes a word seldom, or less often than the right one; a capital may begin a name."""
    others = counts.get(right, 0) + (counts.get(right.capitalize(), 0) if word.islower() else 0)
    if word[0].isupper() and word.lower() != right:
        return counts[word] <= others if word[0] != right[0] else others + counts.get(right.lower(), 0) > 0
    return counts[word] <= max(_OFTEN, others)


def _listed(word: str) -> str:
    """What stands for a known misspelling of English in small letters; nothing for other words."""
    return _ENGLISH.get(word) or misspellings().get(word)


def _misspelt(counts: dict[str, int]) -> dict[str, str]:
    """The known misspellings of English, as they stand there."""
    if not counts or not misspellings():
        return {}
    found: dict[str, str] = {}
    for word in counts:
        low = word.lower()
        right = _listed(low)
        # With a capital, one of several right words may be a name.
        if right and (word == low or (word.istitle() and "," not in right)) and _may_be_wrong(low, right):
            written = right if word == low else right[0].upper() + right[1:]
            meant = _is_seldom(low, right, counts) and (word == low or _begins_sentences(word, right, counts))
            found[word] = written if meant else ""
    valid = (valid_words({word.lower() for word in found}, "en") if found else None) or set()
    return {word: right for word, right in found.items() if word.lower() not in valid}


def _rights(right: str) -> list[str]:
    """The right words that stand for a wrong one, of which there may be several."""
    return [one for part in right.split(",") if (one := part.strip())]


def _begins_sentences(word: str, right: str, counts: dict[str, int]) -> bool:
    """Whether a word with a capital is no name: one article has it, or twice as many write the right word so."""
    return counts[word] == 1 or counts.get(right.capitalize(), 0) >= 2 * counts[word]


def _may_be_wrong(word: str, right: str) -> bool:
    """Whether a word may stand for one right word, or for several with commas."""
    # "reenable" for "re-enable" is a matter of taste.
    plain = word.removesuffix("'") if right.endswith("n't") else word
    if "-" in right or not plain.isalpha() or len(word) < _SHORTEST or word in _VALID:
        return False
    # "lookin": somebody speaks so.
    return "," not in right or (len(word) > _SHORT and not (word.endswith("in") and f"{word}g," in right))


def _is_seldom(word: str, right: str, counts: dict[str, int]) -> bool:
    """Whether few articles have a word that may be wrong, so that it is none that the site has invented."""
    if "," in right:
        return counts.get(word, 0) <= max(_OFTEN, max(counts.get(one, 0) for one in _rights(right)) // _TIMES)
    return " " in right or counts.get(word, 0) <= max(_OFTEN, counts.get(right, 0))
