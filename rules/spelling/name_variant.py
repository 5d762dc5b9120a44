"""A name or a compound that the site writes otherwise in nearly all other places.

“Muller” beside “Müller”, “pre-requisites” on a site of “prerequisites”: the reader wonders whether two things are
meant, and a search on the page finds half of them. The site itself says what is right: what at least five articles
write, and five times as many as write the other form. Capitals and accents of names, numerals that are glued to them,
and hyphens inside of a word are looked at; block quotes, code and addresses are left alone. Of names with capitals
inside that everybody knows (“Youtube”, “Github”) it is known what is right, unless most of the site writes otherwise.
With `one_letter`, names that stand once and are one letter from another one are reported too, which may be somebody
else's; with `small_letters`, names that begin with a small letter, which may be those of commands and packages.

## Fix safety
Unsafe: the other form may be part of a title that is cited, or of the name of another thing.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, NamedTuple

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Page, Severity, Site, WordRule, pattern, quoted
from postlint.helpers import site_words
from postlint.helpers.accents import without_accents
from postlint.helpers.known_names import KNOWN_NAMES, OFTEN_SMALL
from postlint.helpers.site_words import counted
from postlint.helpers.word_lists import has_valid_words, valid_words

_OTHERS = {
    "hugo.toml": "",
    **{f"content/articles/{at}.md": "Our YouTube channel, and its prerequisites.\n" for at in range(8)},
}
_NAMES = {
    "hugo.toml": "",
    **{f"content/articles/{at}.md": "Kowalski passed Level II of it.\n" for at in range(8)},
}
# With and without a hyphen, these are two words.
_TWO = frozenset(
    """re-act re-cover re-count re-create re-creation re-dress re-form re-lay re-lease re-mark re-move re-pair re-place
    re-present re-press re-prove re-search re-sent re-serve re-sign re-solve re-sort re-store re-tire re-treat re-turn
    co-op un-ionized pre-position pro-verb mis-sing over-all""".split()
)


_ROMAN = pattern(r"([A-Z][a-z]{2,})(I{1,3}|I?V|VI{1,3}|IX)")
_FEW = 2
"""In how many articles a known name may stand otherwise, whatever stands in others."""
_SHORTEST = 4
_LONG = 6
"""From how many letters on a name that is one letter from another one may be meant for it."""


class Variant(NamedTuple):
    """What the site, or everybody, writes instead; in how many articles that stands, and the other form."""

    form: str
    articles: int
    own: int
    known: bool = False
    unsure: str = ""
    """What makes it less sure: the option that asks for it."""


class NameVariant(WordRule):
    severity = Severity.WARNING
    allow: Annotated[list[str], "words that are right on this site"] = []
    articles: Annotated[int, "in how many articles the other form has to stand"] = 5
    ratio: Annotated[int, "how many times as many articles have to write the other form"] = 5
    one_letter: Annotated[bool, "also names that are one letter from another one"] = False
    small_letters: Annotated[bool, "also names that begin with a small letter"] = False

    good = [
        Good("Our YouTube channel, `Youtube`, and [youtube.com](https://Youtube.com/).\n", site=_OTHERS),
        Good("Our Youtube channel.\n", site=_OTHERS, options={"allow": ["Youtube"]}),
        Good("> Our Youtube channel.\n", "in the words of somebody else", site=_OTHERS, nests=False),
        Good("The YOUTUBE CHANNEL.\n", site=_OTHERS),
        Good("It is YouTube and not “Youtube”.\n", site=_OTHERS),
        Good("Our FooBar channel.\n", "too few others", site={"hugo.toml": "", "content/b.md": "Foobar\n"}),
        Good("Our Kowalsky, and kowalski.\n", "somebody else, a command", site=_NAMES),
    ]
    bad = [
        Bad("Our ⟦Github⟧ page.\n", message="“GitHub”", site={"hugo.toml": ""}, nests=False),
        Bad("⟦kowalski⟧!\n", message="8 articles", options={"small_letters": True}, site=_NAMES, nests=False),
        Bad("Our ⟦Kowalsky⟧.\n", options={"one_letter": True}, site=_NAMES, nests=False),
        Bad("Our ⟦Kowálski⟧.\n", fixed="Our Kowalski.\n", site=_NAMES, nests=False),
        Bad("The ⟦LevelII⟧ exam.\n", fixed="The Level II exam.\n", site=_NAMES, nests=False),
        Bad("Our ⟦Youtube⟧ channel.\n", fixed="Our YouTube channel.\n", message="“YouTube”", site=_OTHERS, nests=False),
        Bad(
            "The ⟦pre-requisites⟧ and pre-requisites.\n",
            fixed="The prerequisites and prerequisites.\n",
            message="2 times",
            site=_OTHERS,
            nests=False,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        forms = (site_words.words_of(page, site) - {*self.allow}) | site_words.owners_of(page)
        found = site_words.answers(_variants, site_words.written_in(page, site), site, forms)
        known = {word: Variant(*variant) for word, variant in found.items()}
        wanted = {word: variant for word, variant in known.items() if self._is_wrong(variant)}
        places: dict[str, list[site_words.Occurrence]] = defaultdict(list)
        for occurrence in site_words.occurrences(page, site, wanted, quotes=False):
            # What stands in quotes is spoken of.
            if not occurrence.is_quoted:
                places[occurrence.word].append(occurrence)
        for word, occurrences in places.items():
            yield self._finding(page, site, wanted[word], occurrences)

    def _is_wrong(self, variant: Variant) -> bool:
        if variant.known:
            return variant.own <= max(_FEW, variant.articles)
        often = variant.articles >= max(self.articles, self.ratio * variant.own)
        return often and (not variant.unsure or bool(getattr(self, variant.unsure)))

    def _finding(
        self, page: Page, site: Site, variant: Variant, occurrences: list[site_words.Occurrence]
    ) -> Diagnostic:
        """One finding for all places of a form in an article."""
        spans = [place.passage.span(place.start, place.end) for place in occurrences]
        plain = all(place.passage.is_written(place.start, place.end) for place in occurrences)
        form, word = quoted(variant.form), quoted(occurrences[0].word)
        times = f" {len(spans)} times here" if len(spans) > 1 else ""
        others = f"{variant.articles} articles of this site write {form}"
        message = f"{word} stands{times}, and {f'the name is written {form}' if variant.known else others}: write that"
        changes = [Change.TEXT, Change.FRONT_MATTER, Change.LINKS, Change.BLOCKS]
        edits = [Edit(span, variant.form) for span in spans]
        fix = Fix.unsafe(*edits, title=f"Write {form}", changes=changes) if plain else None
        return self.at(page, site.document(page).place(spans[0]), message, fix=fix)


def _variants(counts: dict[str, int], language: str) -> dict[str, Variant]:
    """The forms of names and compounds that another form outnumbers."""
    names = _names(counts, language)
    return {
        **_by_letter(names, counts),
        **_small(names, counts),
        **_accents(names, counts),
        **_numerals(counts),
        **_capitals(counts),
        **_hyphens(counts),
        **_known(counts),
    }


def _names(counts: dict[str, int], language: str) -> list[str]:
    """The words with a capital that are no words of the language, nor of English, in small letters."""
    if not has_valid_words():
        return []
    titles = {word.lower(): word for word in counts if len(word) >= _SHORTEST and word.isalpha() and word.istitle()}
    # "Annale" is no name where "annales" is a word.
    forms = {low: {low, f"{low}s", low.removesuffix("s")} for low in titles}
    every = set[str]().union(*forms.values())
    valid = valid_words(every, language)
    if valid is None:
        return []
    valid |= valid_words(every, "en") or set()
    return [word for low, word in titles.items() if valid.isdisjoint(forms[low])]


def _small(names: list[str], counts: dict[str, int]) -> dict[str, Variant]:
    """Names in small letters."""
    return {
        low: Variant(name, counted(counts, name), counts[low], unsure="small_letters")
        for name in names
        if (low := name.lower()) in counts
    }


def _accents(names: list[str], counts: dict[str, int]) -> dict[str, Variant]:
    """Names with other accents than most."""
    forms: dict[str, list[str]] = defaultdict(list)
    for name in names:
        forms[without_accents(name.lower())].append(name)
    return {
        other: Variant(best, counted(counts, best), counted(counts, other))
        for same in forms.values()
        if len(same) > 1
        for best in [max(same, key=lambda name: (counted(counts, name), name))]
        for other in same
        if other != best
    }


def _by_letter(names: list[str], counts: dict[str, int]) -> dict[str, Variant]:
    """Names of one article that are one letter from a name of several."""
    long = [name for name in names if len(name) >= _LONG]
    rare = [name for name in long if counted(counts, name) == 1]
    often = [name for name in long if counted(counts, name) > 1]
    return {
        name: Variant(other, counted(counts, other), 1, unsure="one_letter")
        for name, other in site_words.one_slip(rare, often)
        if name[0] == other[0]
    }


def _numerals(counts: dict[str, int]) -> dict[str, Variant]:
    """Names that a Roman numeral is glued to."""
    matches = ((word, match) for word in counts if (match := _ROMAN.fullmatch(word)))
    return {
        word: Variant(f"{match[1]} {match[2]}", counts[match[1]], counts[word])
        for word, match in matches
        if match[1] in counts
    }


def _known(counts: dict[str, int]) -> dict[str, Variant]:
    """Known names with other capitals."""
    known: dict[str, Variant] = {}
    for low, name in KNOWN_NAMES.items():
        for other in {low.capitalize(), low} - {name}:
            if other in counts and (other != low or low in OFTEN_SMALL):
                known[other] = Variant(name, counted(counts, name), counted(counts, other), known=True)
    return known


def _capitals(counts: dict[str, int]) -> dict[str, Variant]:
    """Names with capitals inside, written with others."""
    forms: dict[str, list[str]] = defaultdict(list)
    for word in counts:
        if word.isalpha() and word[0].isupper() and not word[1:].islower() and not word.isupper() and len(word) > 3:
            forms[word.lower()].append(word)
    capitals: dict[str, Variant] = {}
    for low, names in forms.items():
        best = max(names, key=lambda name: (counted(counts, name), name))
        if best.endswith("s") and best[:-1].isupper():
            continue
        for other in {*names, low.capitalize()} - {best}:
            if other in counts:
                capitals[other] = Variant(best, counted(counts, best), counted(counts, other))
    return capitals


def _hyphens(counts: dict[str, int]) -> dict[str, Variant]:
    """Compounds with and without a hyphen."""
    hyphens: dict[str, Variant] = {}
    for word in counts:
        first, hyphen, second = word.partition("-")
        if not hyphen or word in _TWO or not (first.islower() and second.islower()) or min(len(first), len(second)) < 2:
            continue
        joined = first + second
        if joined in counts and word.replace("-", "").isalpha():
            own, others = counts[word], counts[joined]
            for form, other in ((word, joined), (word.capitalize(), joined.capitalize())):
                hyphens[form], hyphens[other] = Variant(other, others, own), Variant(form, own, others)
    return hyphens
