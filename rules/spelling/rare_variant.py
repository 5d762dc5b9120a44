"""A word that stands once on the site, and is one slip from a word that the site, or everybody, uses often.

“Practitoner” on a site that writes “practitioner” in a dozen articles is a slip, whatever a dictionary knows. A slip
is one letter too many or too few, two that are swapped, or another vowel or accent, inside of a word of six letters or
more. In English, French and Italian the other word may be one of the ten thousand most frequent ones of the language
too: then a slip is a letter that is doubled, or two that are swapped, and in long words one letter too many or too few,
or the key beside the right one. Where the site itself does not write the other word, a word in small letters that is
one slip from it, inside of it, is reported; others are advice. What is a valid word of the language is left alone; the
lists of valid words are those of the package pyspellchecker, with the extra `spelling` (`pip install
"postlint[spelling]"`), without them nothing is found. Names are left alone, such as a word that the address of its link
has too, and so are the words beside photo credits.

## Fix safety
Unsafe: the word may be meant.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Page, Severity, Site, WordRule, quoted
from postlint.helpers import site_words
from postlint.helpers.cited_titles import names_its_target
from postlint.helpers.counts import at_least_so_many
from postlint.helpers.known_names import FAMOUS
from postlint.helpers.languages import language_by_path
from postlint.helpers.rare_variants import EVERYWHERE, SURELY, rare_answers
from postlint.helpers.word_lists import has_valid_words

_TEXT = "The list of the day is for you and me, and it is not as long as it was; we have to see that with the others."
_FR = "Les listes des jours sont pour vous et nous, et ce ne sont pas les listes que vous avez dans votre maison."
_ES = "La lista de los días es para una persona que está con las listas, y no se puede como los demás del grupo."
_IT = "Il giorno è lungo e le liste che sono nella casa non sono come quelle che hai, e si vede anche per i nomi."
_SPANISH = {
    "hugo.toml": "",
    **{f"content/articles/{at}.md": f"{_ES} Lo queremos en los articulos.\n" for at in range(22)},
}
_OTHERS = {
    "hugo.toml": "",
    **{f"content/articles/{at}.md": f"{_TEXT} The practitioner of adaptation learns.\n" for at in range(8)},
}


_MADE = {
    "hugo.toml": "",
    **{f"content/articles/{at}.md": f"{_TEXT} The subclasses of progressr learn.\n" for at in range(8)},
}


class RareVariant(WordRule):
    severity = Severity.WARNING
    articles: Annotated[int, "in how many articles the right word has to stand"] = 6
    allow: Annotated[list[str], "words that are right on this site, in any case"] = []
    inflected: Annotated[int, "the same in other languages than English, whose words have more forms"] = 20

    good = [
        Good(f"{_FR} Les listes planquées.\n", "a participle", site={"hugo.toml": ""}),
        Good(f"{_ES} Lo querremos.\n", "another form of a verb", site=_SPANISH),
        Good(f"{_TEXT} We thank the funders and the stakers.\n", site={**_OTHERS, "content/b.md": "The stalkers.\n"}),
        Good(f"{_TEXT} See [practitoner](https://b.example/practitoner/).\n", "a name", site=_OTHERS),
        Good(f"{_TEXT} The practitoner() learns.\n", "a function", site=_OTHERS),
        Good(f"{_IT} Vuoi spostarti, provalo, impressa.\n", "other forms", site={"hugo.toml": ""}),
        Good(f"{_TEXT} The practitioners of `practitoner` learn.\n", site=_OTHERS),
        Good(f"{_TEXT} See [practitoner](https://b.example/a/practitoner).\n", "a name", site=_OTHERS),
        Good(f"{_TEXT} The practitoner learns.\n", site=_OTHERS, options={"allow": ["practitoner"]}),
        Good(f"{_TEXT}\n\nPhoto by Practitoner.\n", "a name", site=_OTHERS, nests=False),
        Good(f"{_TEXT} She met Practitoner again, and practicioner too, practicioner.\n", "names", site={}),
        Good(f"{_TEXT} The neighbourhood is marvellous, sharded, refactored.\n", "British, technical", site=_OTHERS),
        Good(f"{_TEXT} The clavichort learns.\n", "the other word is rare too", site={"hugo.toml": ""}),
        Good(f"{_TEXT} The slideshow is unsetting; it is memoizing.\n", "composed, technical", site={"hugo.toml": ""}),
        Good(f"{_TEXT} The overear and precaching; inlined by a snipper.\n", "of rare words", site={"hugo.toml": ""}),
        Good(
            f"{_TEXT}\n\nAdapttation is here. The adaptationed.\n", "a name, a derived word", site=_OTHERS, nests=False
        ),
        Good(f"{_TEXT}\n\n- Francesco Rossi\n", "a first name", site={"hugo.toml": ""}),
        Good(f"{_TEXT} The fiance, and revealjs is inited.\n", "words and names", site={"hugo.toml": ""}),
        Good(f"{_TEXT} It is struc\u00adtured, or so.\n", "a soft hyphen", site={"hugo.toml": ""}),
        Good(f"{_TEXT} What the tracee is, and the machinee.\n", "made with an ending", site={"hugo.toml": ""}),
        Good(f"{_TEXT} The ferent of it.\n", "of rarer words", site={"hugo.toml": ""}),
        Good(f"{_TEXT} What subclassers do, and a progressor.\n", "who does it", site=_MADE),
        Good(f"{_TEXT}\n\nPhoto: a practitoner of it\n", "beside a credit", site=_OTHERS, nests=False),
        Good(f"{_TEXT}\n\nDas ist der practitoner und nicht die Liste.\n", "in German", site=_OTHERS, nests=False),
        Good(f"{_TEXT} The practitoner of practitoner and practitoner learns.\n", "three times", site=_OTHERS),
        Good(f"{_TEXT} The practitoner of a practitoner learns.\n", "twice", site=_OTHERS),
        Good(
            f"{_TEXT} The clavichrd learns.\n",
            "five others are few",
            site={
                name: text.replace("practitioner", "clavichord")
                for name, text in _OTHERS.items()
                if name[-4:] not in ("5.md", "6.md", "7.md")
            },
        ),
        Good(f"> {_TEXT} The practitoner learns.\n", "the words of somebody else", site=_OTHERS, nests=False),
    ]
    bad = [
        Bad(
            f"{_TEXT} It is on Andriod.\n".replace("Andriod", "⟦Andriod⟧"),
            fixed=f"{_TEXT} It is on Android.\n",
            site={"hugo.toml": ""},
            nests=False,
        ),
        Bad(
            f"{_TEXT} See [⟦practitoner⟧](https://b.example/a/), not [it](/practitoner/).\n", site=_OTHERS, nests=False
        ),
        Bad(
            f"{_TEXT} The ⟦practitoner⟧ learns.\n",
            fixed=f"{_TEXT} The practitioner learns.\n",
            message="“practitioner”",
            site=_OTHERS,
            nests=False,
        ),
        Bad(
            f"{_TEXT} We are ⟦apaplication⟧.\n",
            site={"hugo.toml": ""},
            nests=False,
        ),
        Bad(f"{_TEXT} We have the open source ⟦intrecacies⟧.\n", "another vowel", site={"hugo.toml": ""}, nests=False),
        Bad(
            f"{_TEXT} It ⟦nowcontains⟧ it.\n",
            fixed=f"{_TEXT} It now contains it.\n",
            site={"hugo.toml": ""},
            nests=False,
        ),
        Bad(
            f"{_TEXT} The ⟦desciprtion⟧ of it.\n",
            "two slips",
            site={"hugo.toml": ""},
            nests=False,
            severity=Severity.INFO,
        ),
        Bad(
            f"{_TEXT} It is an ⟦indicidual⟧, and fun for ⟦bilinugal⟧ ones.\n",
            "one slip, also of a word that is seldom written",
            site={"hugo.toml": ""},
            nests=False,
            severity=Severity.WARNING,
        ),
        Bad(
            f"{_TEXT} A ⟦collectino⟧ of ⟦weeeks⟧, a ⟦poblem⟧, ⟦varoious⟧ ones and ⟦pople⟧.\n",
            "swapped or doubled at the end, left out, added, and a short one",
            site={"hugo.toml": ""},
            nests=False,
        ),
        Bad(f"{_TEXT} The ⟦translattor⟧ learns.\n", "a slip in who does it", site={"hugo.toml": ""}, nests=False),
        Bad(
            f"{_TEXT} The ⟦presentors⟧ learn.\n",
            "the other vowel",
            site={name: text.replace("practitioner", "presenters") for name, text in _OTHERS.items()},
            nests=False,
        ),
        Bad(f"{_TEXT} ⟦Reptitive⟧ it is.\n", fixed=f"{_TEXT} Repetitive it is.\n", site={"hugo.toml": ""}, nests=False),
        Bad(f"{_ES} Los ⟦aritculos⟧.\n", fixed=f"{_ES} Los articulos.\n", site=_SPANISH, nests=False),
        Bad(f"{_FR} C'est le ⟦permier⟧.\n", fixed=f"{_FR} C'est le premier.\n", site={"hugo.toml": ""}, nests=False),
        Bad(f"{_TEXT}\n\n## ⟦Adtaptation⟧\n", fixed=f"{_TEXT}\n\n## Adaptation\n", site=_OTHERS, nests=False),
        Bad(
            f"{_TEXT} The ⟦practitoner⟧ of ⟦apaplication⟧ and ⟦adtaptation⟧ of it.\n",
            "three words",
            site=_OTHERS,
            nests=False,
        ),
        Bad(f"{_TEXT}\n\nPhoto by Practitoner\n\n## ⟦Adtaptation⟧\n", site=_OTHERS, nests=False),
        Bad(
            f"{_TEXT} The ⟦practitoner⟧ learns.\n",
            message="“practitioner” in 6 articles: is it a slip?",
            site={name: text for name, text in _OTHERS.items() if name[-4:] not in ("6.md", "7.md")},
            nests=False,
        ),
        Bad(
            f"{_TEXT} We are ⟦apaplication⟧.\n",
            message="“application” is a frequent word: is it a slip?",
            site={"hugo.toml": "", **{f"content/articles/{at}.md": f"{_TEXT} An application.\n" for at in range(4)}},
            nests=False,
        ),
        Bad(
            f"{_TEXT} We are ⟦apaplication⟧.\n",
            message="“application” is a frequent word: is it a slip?",
            site={"hugo.toml": ""},
            nests=False,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not has_valid_words():
            return
        language = site_words.language_of(page, site) or language_by_path(page.path)
        words = site_words.words_of(page, site)
        among = site_words.answers(rare_answers, language, site, words) if language else {}
        known = {word: answer for word, answer in among.items() if answer}
        enough = self.articles if language == "en" else self.inflected
        allowed = {word.casefold() for word in self.allow}
        frequent = [word for word in known if known[word][1] in (EVERYWHERE, SURELY) or known[word][1] >= enough]
        wanted = [word for word in frequent if word.casefold() not in allowed]
        found = list(site_words.occurrences(page, site, wanted, quotes=False)) if wanted else []
        for occurrence in found:
            word = occurrence.word
            if (
                sum(other.word == word for other in found) > 1
                or occurrence.in_credit
                or occurrence.is_foreign(language)
            ):
                continue
            right, often = known[word]
            named = word[0].isupper() and (occurrence.is_named or not occurrence.starts_sentence)
            if occurrence.is_set_apart or (named and right not in FAMOUS) or not (word.islower() or word[0].isupper()):
                continue
            doc = site.document(page)
            span = occurrence.passage.span(occurrence.start, occurrence.end)
            if names_its_target(doc, span.start, word):
                continue
            severity = Severity.INFO if often == EVERYWHERE else None
            what = "is a frequent word" if often in (EVERYWHERE, SURELY) else f"in {at_least_so_many(often)} articles"
            message = f"{quoted(word)} stands nowhere else on the site, {quoted(right)} {what}: is it a slip?"
            plain = occurrence.passage.is_written(occurrence.start, occurrence.end)
            changes = [Change.TEXT, Change.FRONT_MATTER, Change.LINKS, Change.BLOCKS]
            fix = Fix.unsafe(Edit(span, right), title=f"Write {quoted(right)}", changes=changes) if plain else None
            yield self.at(page, doc.place(span), message, fix=fix, severity=severity)
