"""A known misspelling of an English word.

“recieve” and “seperate” are read over by their authors and noticed by readers. The list of known misspellings is that
of the package codespell, with the extra `spelling` (`pip install "postlint[spelling]"`); without it nothing is found.
Only what stands for one right word alone is reported, in the text that readers see: titles, descriptions, headings,
texts of pictures and captions too. Names, words of other languages, and words that the site uses more often than the
right ones are left alone.

## Fix safety
Unsafe: the word may be quoted for its spelling.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Page, Severity, Site, WordRule, quoted
from postlint.helpers import site_words
from postlint.helpers.word_lists import misspellings, valid_words

_TEXT = "The list of the day is for you and me, and it is not as long as it was; we have to see that with the others."


class Misspelling(WordRule):
    severity = Severity.WARNING
    allow: Annotated[list[str], "words that are right on this site"] = []

    good = [
        Good(f"{_TEXT} We receive it.\n", site={"hugo.toml": ""}),
        Good(f"{_TEXT} We `recieve` it at [this](/recieve/) and on recieve.com.\n", "code, addresses", site={}),
        Good(f"{_TEXT} We recieve it.\n", site={"hugo.toml": ""}, options={"allow": ["recieve"]}),
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
        Bad(f"{_TEXT} We **⟦re**cieve⟧ it, and recieve it.\n".replace("and recieve", "and ⟦recieve⟧"), site={}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        known = site.once(_known)
        suspects = known.keys() & site_words.words_of(page, site) - {*self.allow} if known else ()
        if not suspects or site_words.language_of(page, site) != "en":
            return
        for occurrence in site_words.occurrences(page, site, suspects):
            word, passage = occurrence.word, occurrence.passage
            if occurrence.in_credit or occurrence.is_foreign("en"):
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


def _known(site: Site) -> dict[str, str]:
    """The misspellings that any article of the site has, as they stand there, each with the right word."""
    listed = misspellings()
    if not listed:
        return {}
    found: dict[str, str] = {}
    for counts in site.once(site_words.vocabularies).values():
        for word in counts.keys() & listed.keys():
            found |= _right(word, listed[word], counts)
        # What is only written with a capital in several articles is a name.
        for word in [word for word in counts if word.istitle() and word.lower() in listed and counts[word] == 1]:
            low = word.lower()
            if _right(low, listed[low], counts):
                found[word] = listed[low].capitalize()
    valid = valid_words({word.lower() for word in found}, "en") or set()
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
