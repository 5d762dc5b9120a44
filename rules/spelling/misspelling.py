"""A known misspelling of an English word, or a word of another language that lacks its accents.

“recieve” and “seperate” are read over by their authors and noticed by readers. The list of known misspellings is that
of the package codespell, with the extra `spelling` (`pip install "postlint[spelling]"`); without it nothing is found.
Only what stands for one right word alone is reported, in the text that readers see: titles, descriptions, headings,
texts of pictures and captions too. Names, words of other languages, and words that the site uses more often than the
right ones are left alone.

In French, Spanish, Portuguese, Italian and German a word is reported that is none of the language, and is one with
other accents: “plutot”, “réflechir”, “tambien”, “fur”. The lists of valid words are those of the package
pyspellchecker, in the same extra. Left alone are what may be another form of a verb, accents on capitals, and what the
French reform of 1990 allows.

## Fix safety
Unsafe: the word may be quoted for its spelling.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Page, Severity, Site, WordRule, quoted
from postlint.helpers import site_words
from postlint.helpers.accents import right_accents
from postlint.helpers.word_lists import misspellings, valid_words

_OFTEN = 2
"""In how many articles a word may stand, whatever stands in others."""
_TEXT = "The list of the day is for you and me, and it is not as long as it was; we have to see that with the others."
_FR = "Les listes des jours sont pour vous et nous, et ce ne sont pas les listes que vous avez dans votre maison."
_ES = "La lista de los días es para una persona que está con las listas, y no se puede como los demás del grupo."


class Misspelling(WordRule):
    severity = Severity.WARNING
    allow: Annotated[list[str], "words that are right on this site, in any case"] = []

    good = [
        Good(f"{_TEXT} We receive it.\n", site={"hugo.toml": ""}),
        Good(f"{_TEXT} We `recieve` it at [this](/recieve/) and on recieve.com.\n", "code, addresses", site={}),
        Good(f"{_FR} Connaitre l'Etat, un évènement, une expérience, il modélise.\n", "capitals, the reform", site={}),
        Good(f"{_TEXT} We recieve it.\n", site={}, options={"allow": ["Recieve"]}),
        Good("Le recieve est dans la maison.\n", "not English, as far as is known", site={}),
    ]
    bad = [
        Bad(f"{_TEXT} We ⟦recieve⟧ it.\n", fixed=f"{_TEXT} We receive it.\n", message="“receive”", site={}),
        Bad(f"{_TEXT}\n\n## ⟦Recieve⟧ it\n", fixed=f"{_TEXT}\n\n## Receive it\n", site={}),
        Bad(
            f'---\ndescription: "We ⟦recieve⟧ it"\n---\n\n{_TEXT}\n',
            fixed=f'---\ndescription: "We receive it"\n---\n\n{_TEXT}\n',
            site={},
        ),
        Bad(f"{_TEXT}\n\n![We ⟦recieve⟧ it](a.png)\n", site={}),
        Bad(f"{_FR} Il faut ⟦réflechir⟧.\n", fixed=f"{_FR} Il faut réfléchir.\n", site={}),
        Bad(f"{_FR} Voilà. ⟦Voila⟧ l'⟦éléctronique⟧, et ⟦ca⟧.\n".replace("l'⟦", "⟦l'"), site={}),
        Bad(f"{_ES} La ⟦informacion⟧ ⟦tambien⟧.\n", fixed=f"{_ES} La información también.\n", site={}),
        Bad(f"{_TEXT} We **⟦re**cieve⟧ it, and recieve it.\n".replace("and recieve", "and ⟦recieve⟧"), site={}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        language = site_words.language_of(page, site)
        words = site_words.words_of(page, site)
        known = site_words.answers(_known if language == "en" else _accents, language, site, words)
        allowed = {word.casefold() for word in self.allow}
        suspects = {word for word in known if word.casefold() not in allowed}
        for occurrence in site_words.occurrences(page, site, suspects) if suspects else ():
            word, passage = occurrence.word.replace("’", "'"), occurrence.passage
            if occurrence.in_credit or occurrence.is_quoted or occurrence.is_foreign(language):
                continue
            if not (word.islower() or occurrence.starts_sentence):
                continue
            right = known[word]
            doc = site.document(page)
            span = passage.span(occurrence.start, occurrence.end)
            message = f"{quoted(word)} is a misspelling of {quoted(right)}: write that"
            plain = passage.is_written(occurrence.start, occurrence.end)
            changes = [Change.TEXT, Change.FRONT_MATTER, Change.LINKS, Change.BLOCKS]
            fix = Fix.unsafe(Edit(span, right), title=f"Write {quoted(right)}", changes=changes) if plain else None
            yield self.at(page, doc.place(span), message, fix=fix)


def _accents(counts: dict[str, int], language: str) -> dict[str, str]:
    """The words that lack accents, where the site does not write them so more often."""
    wrong = right_accents(counts, language)
    return {word: right for word, right in wrong.items() if _is_rarer(word, right, counts)}


def _is_rarer(word: str, right: str, counts: dict[str, int]) -> bool:
    """Whether the site writes a word seldom, or less often than the right one; a capital may begin a name."""
    others = counts.get(right, 0)
    if word[0].isupper():
        return counts[word] <= others if word[0] != right[0] else others + counts.get(right.lower(), 0) > 0
    return counts[word] <= max(_OFTEN, others)


def _known(counts: dict[str, int], language: str) -> dict[str, str]:
    """The misspellings that any article has, as they stand there, each with the right word."""
    listed = misspellings()
    found: dict[str, str] = {}
    for word in counts.keys() & listed.keys():
        found |= _right(word, listed[word], counts)
    # What is only written with a capital in several articles is a name.
    titles = {word.lower(): word for word in filter(str.istitle, counts)} if listed else {}
    for low in titles.keys() & listed.keys():
        if counts[titles[low]] == 1 and _right(low, listed[low], counts):
            found[titles[low]] = listed[low].capitalize()
    valid = (valid_words({word.lower() for word in found}, "en") if found else None) or set()
    return {word: right for word, right in found.items() if word.lower() not in valid}


def _right(word: str, right: str, counts: dict[str, int]) -> dict[str, str]:
    often = counts.get(word, 0)
    # "reenable" for "re-enable" is a matter of taste.
    if (
        "," in right
        or "-" in right
        or not word.isalpha()
        or len(word) < 4
        or (often > 2 and often > counts.get(right, 0))
    ):
        return {}
    return {word: right}
