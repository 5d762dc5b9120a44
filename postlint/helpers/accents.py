"""Words that are written without an accent, or with another one, by the lists of valid words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from postlint.helpers.prepared_tables import PreparedTable
from postlint.helpers.word_lists import frequent_words, valid_words
from postlint.lazy_regex import pattern

_LETTERS = {"fr": "àâéèêëçôï", "es": "áéíóú", "pt": "áàâãéêíóôõúç", "it": "àèéìòù", "de": "äöü"}
"""The letters that are looked at. In French the reform of 1990 made î and û optional."""
_PLAIN = str.maketrans("àâäãáéèêëîïíìóòôöõúùûüçñ", "aaaaaeeeeiiiiooooouuuucn")
_FREQUENT = 100
"""How often a word has to stand in the texts that the lists were counted from."""
_SHORTEST = {"fr": 4, "de": 4}
_OTHERWISE = 5
_SURE = 400
"""How often a Spanish word has to stand there whose other form may be one that the list lacks: “vienés”, “medula”."""
# Words of a few letters, and words that are English too, which no text of the language means.
_COMMON = {
    "fr": "ça très après être même déjà voilà plutôt bientôt",
    "es": "así aquí allí español pequeño señor mañana útil",
    "pt": "não você vocês então também até já útil",
    "it": "più perché così già può cioè città",
    "de": "für",
}
_ACCENTED = {language: {word.translate(_PLAIN): word for word in words.split()} for language, words in _COMMON.items()}
# Before these an e has no accent in French: "électronique", "réflexion".
_CLOSED = pattern(r"x|ct|([lmnstrfp])\1")
# The reform allows è for é before a syllable that is not spoken: "événement", "protégera".
_SILENT = pattern(r"[bcdfghjlmnpqrstv]{1,2}e(?!r\Z|z\Z)")
# In the languages that come from Latin, what may be a form of a verb in -ar: "gerencia", "publico".
_VERB = pattern(r"(?:[ao]s?|es?|[ae][nm])\Z")
_FUTURE = pattern(r"r(?:[áã]|ás|án|ão)\Z")
# Right with and without an accent.
_BOTH = frozenset(
    "guion guiones periodo periodos icono iconos video videos chofer futbol logotipo logotipos senior seniors junior "
    "juniors".split()
)
# Accents that the spelling of 2010 no longer asks for, and words of questions that the lists lack.
_OPTIONAL = pattern(
    r"(?:é[sl]|és[ot]|aqu[eé]ll?)[aeo]?s?|(?:a?d[oó]nde|cu[aá](?:ndo|nt[ao]s?|l(?:es)?)|qui[eé]n(?:es)?)|.*íac[ao]s?|"
    # "Tómate": a form of a verb with its object is in no list.
    r".*[áéíóú].*(?:[mts]e|l[aeo]s?|nos)"
)
_PARTICIPLE = pattern(r"ée?s?\Z")

# Lacks a letter as often as an accent: "caractere", "carácter".
_LACKS_A_LETTER = frozenset({("pt", "caracter")})


def right_accents(words: Iterable[str], language: str) -> dict[str, str]:
    """Those of some words that have a wrong accent or none, as they stand there, each with the right form.

    French and Italian words may have an article before an apostrophe. A capital at the beginning stays as it is, as
    many leave out its accent.
    """
    if language not in _LETTERS:
        return {}
    accented = {word: right for word in words if (right := _common(word, language))}
    parts = {word: word.lower().rpartition("'")[2] for word in words if word not in accented and word[1:].islower()}
    known = valid_words(set(parts.values()), language)
    if known is None:
        return accented
    shortest = _SHORTEST.get(language, _OTHERWISE)
    suspects = {word: part for word, part in parts.items() if part not in known and len(part) >= shortest}
    near = {word: right for word, part in suspects.items() if (right := _best(part, _index(language), language))}
    # "Etat" for "État" is a matter of taste.
    near = {word: right for word, right in near.items() if right[0] == parts[word][0] or word.islower()}
    english = valid_words({parts[word] for word in near}, "en") or set()
    verbs = _verbs({parts[word] for word in near}, language)
    both = {part for part in parts.values() if part.translate(_PLAIN) in _BOTH}
    if language == "es":
        both |= {parts[word] for word in near if _OPTIONAL.fullmatch(parts[word])}
    wrong = {word: better for word, better in near.items() if parts[word] not in english | verbs | both}
    return accented | {word: _as(word, right) for word, right in wrong.items()}


def _verbs(words: set[str], language: str) -> set[str]:
    """Those of some words that may be forms of a verb."""
    if language not in ("es", "pt", "it"):
        return set()
    infinitives = {word: f"{_VERB.sub('', word)}ar" + "e" * (language == "it") for word in words if _VERB.search(word)}
    valid = valid_words(set(infinitives.values()), language) or set()
    return {word for word, infinitive in infinitives.items() if infinitive in valid}


def _common(word: str, language: str) -> str:
    right = _ACCENTED[language].get(word.lower(), "")
    return "" if not right or not word[1:].islower() else _as(word, right)


def _as(word: str, right: str) -> str:
    """The right form with what stands before it, and its capital."""
    before = word[: len(word) - len(right)]
    return before + (right.capitalize() if word[len(before)].isupper() else right)


def without_accents(word: str) -> str:
    """A word in small letters with plain letters for those with accents."""
    return word.translate(_PLAIN)


@cache
def plain_words(language: str) -> Mapping[str, object]:
    """What is left of the words of a language that have accents without them."""

    def make() -> dict[str, list[str]]:
        return {word.translate(_PLAIN): [] for word in frequent_words(language, 0) if not word.isascii()}

    return PreparedTable(f"plain {language}", make)


@cache
def _index(language: str) -> Mapping[str, list[str]]:
    """The frequent words with accents by what is left of them without."""

    def make() -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for word in frequent_words(language, _FREQUENT):
            if not word.isascii():
                index.setdefault(word.translate(_PLAIN), []).append(word)
        return index

    return PreparedTable(f"accents {language}", make)


def _best(word: str, index: Mapping[str, list[str]], language: str) -> str:
    plain = word.translate(_PLAIN)
    if (language, plain) in _LACKS_A_LETTER:
        return ""
    listed = [*index.get(plain, ())]
    if language == "es" and plain != word:
        listed.append(plain)
    slips = [right for right in listed if _is_slip(word, right, language)]
    frequent = frequent_words(language, _FREQUENT)
    near = [(frequent.get(right, 0), right) for right in slips]
    if language == "es":
        near = [(often, right) for often, right in near if often >= _SURE or not (right == plain or right[-2:] == "és")]
    return max(near)[1] if near else ""


def _is_slip(word: str, right: str, language: str) -> bool:
    """Whether nothing but accents differs that are no matter of taste, and make no other form of the word."""
    return all(_is_missing(word, right, at, language) for at in _differences(word, right))


def _differences(word: str, right: str) -> Iterator[int]:
    return (at for at, (letter, better) in enumerate(zip(word, right, strict=True)) if letter != better)


def _is_missing(word: str, right: str, at: int, language: str) -> bool:
    letter, better = word[at], right[at]
    if better not in _LETTERS[language]:
        # "imágen": at the end it may be another form of a verb.
        if language == "es" and letter in "áéíóú" and at < len(right) - 2:
            return True
        return language == "fr" and letter in "éèê" and _CLOSED.match(right, at + 1) is not None
    if language == "fr":
        if _PARTICIPLE.fullmatch(right[at:]):
            return False
        return not (letter == "è" and better == "é" and _SILENT.match(right, at + 1))
    return letter.isascii() and at < len(right) - 1 and _FUTURE.search(right) is None
