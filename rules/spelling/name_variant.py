"""A name or a compound that the site writes otherwise in nearly all other places.

“Muller” beside “Müller”, “pre-requisites” on a site of “prerequisites”: the reader wonders whether two things are
meant, and a search on the page finds half of them. The site itself says what is right: what at least five articles
write, and five times as many as write the other form. Capitals and accents of names, numerals that are glued to them,
and hyphens inside of a word are looked at; block quotes, code, addresses, and links to other sites with the title of
what they lead to are left alone, and so are first names with other accents, and labels of one word. Of names with
capitals inside that everybody knows (“Youtube”, “Github”) it is known what is right, unless most of the site writes
otherwise; in small letters, only where nothing else is meant (“on github”, “tiktok”). With `one_letter`, names that
stand once and are one letter from another one are reported too, which may be somebody else's; with `small_letters`,
names that begin with a small letter, which may be those of commands and packages.

## Fix safety
Unsafe: the other form may be part of a title that is cited, or of the name of another thing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Edit,
    Fix,
    Good,
    Page,
    Severity,
    Site,
    WordRule,
    lookbehind,
    pattern,
    quoted,
)
from postlint.helpers import site_words
from postlint.helpers.accents import without_accents
from postlint.helpers.cited_titles import in_cited_title
from postlint.helpers.counts import at_least_so_many
from postlint.helpers.known_names import SMALL_BESIDE_OTHERS, SMALL_IN_SENTENCES
from postlint.helpers.name_variants import Variant, name_variants
from postlint.helpers.word_lists import are_words

_OTHERS = {
    "hugo.toml": "",
    **{f"content/articles/{at}.md": "Our YouTube channel, and its prerequisites.\n" for at in range(8)},
}
_NAMES = {
    "hugo.toml": "",
    **{f"content/articles/{at}.md": "Kowalski passed Level II of it.\n" for at in range(8)},
}

_JSON = {"hugo.toml": "", **{f"content/{n}.md": "The JSON of Docker.\n" for n in range(3)}}
_PARTICLES = {"hugo.toml": "", **{f"content/{n}.md": "The setup, the login.\n" for n in range(8)}}
_HYPHENS = {"hugo.toml": "", **{f"content/{n}.md": "It is on-line, a pre-quantum of it.\n" for n in range(8)}}
_PLUGGED_IN = {"hugo.toml": "", **{f"content/{n}.md": "The plugin of it.\n" for n in range(8)}}


def _channels(form: str, articles: int) -> dict[str, str]:
    """A site on which so many articles write a name in one way."""
    return {"hugo.toml": ""} | {f"content/articles/{at}.md": f"Our {form} channel.\n" for at in range(articles)}


# "Front- and back-end": the part that both have stands once.
_SUSPENDED = pattern(r"(?<=\w)-(?:,? [^\W\d_]{1,4} |, |/)\Z|(?<=[\w-])=\Z")


# "I set-up my blog": the verb is two words.
_PARTICLE = pattern(r"-(?:up|in|out|off|down|on|over|back)\Z")
# "Set-up the card".
_OBJECT = pattern(r" (?:the|an?|your|my|our|all|it|this|that|these|those|each|every)\b")
_VERB_BEFORE = pattern(
    r"\b(?:I|you|we|they|who|to|can|will|would|should|could|must|may|might|and|or|please|have|has|had|having|let['’]?s)\s(?:\w+ly\s)?\Z",
    re.I,
)

_IN_SENTENCE = pattern(
    r"\b(?:the|an?|your|my|our|his|her|their|its|this|that|some|any|no|of|on|in|to|from|with|via|using|for|by|through|is|like|than|"
    r"into|onto|about|new|latest|own|public|private)"
    r"\s\Z"
)
_NEAR = 40
"""In so many characters before a name stands the word that leads on to it, with the beginning of its link."""
_FORMER = pattern(r" (?:X|[1-9])(?![\w.]\d{2}|\d)")
"""Behind “MacOS”: the name of an older system was “Mac OS”."""
_VERBS = ("google", "photoshop")
"""What is done with them: “to google it”."""
_GOES_ON = pattern(r"[./:@#=-]\w|://|/")
_COMMAND = pattern(
    r" (?:exec|run|compose|build|pull|push|apply|plan|init|install|commands?|folder|directory|package|user|group)\b"
)
"""Behind a name that is a command, a package or a folder too."""


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
        Good(
            "How I set-up it, and to log-in, and to manually set-up it, if you have set-up it.\n",
            "a verb",
            site=_PARTICLES,
        ),
        Good("Set-up the list. Set-up all of it.\n", "a verb", site=_PARTICLES),
        Good("The co- and pre-requisites.\n", site=_OTHERS),
        Good("$ ./run --channel=Youtube -v\n", "the value of an option", site=_OTHERS),
        Good("The YOUTUBE CHANNEL.\n", site=_OTHERS),
        Good("The file has two IOs.\n", "several of them", site={"hugo.toml": ""}),
        Good("The list of what is online.\n", "as a dictionary has it", site=_HYPHENS, nests=False),
        Good("With the package TwitteR of it.\n", "a name of its own", site={"hugo.toml": ""}),
        Good("Our {% Youtube a %} here.\n", "a tag", site=_OTHERS),
        Good("It is YouTube and not “Youtube”.\n", site=_OTHERS),
        Good("Prerequisites rather than pre requisites or pre-requisites.\n", site=_OTHERS),
        Good("Our FooBar channel.\n", "too few others", site={"hugo.toml": "", "content/b.md": "Foobar\n"}),
        Good("With Kowálski Jones.\n", "somebody else", site=_NAMES),
        Good("## Pre-requisites\n\nText.\n", "a label", site=_OTHERS, nests=False),
        Good("See [the best that a Youtube channel can do](https://b.example/).\n", "a title", site=_OTHERS),
        Good("| tiktok | yes |\n|---|---|\n| youtube | no |\n", "keys", site={"hugo.toml": ""}, nests=False),
        Good("The iam create github, and: github.\n\ngithub\n", "a command", site={"hugo.toml": ""}, nests=False),
        Good("oh no, it is on github\n", "all in small letters", site={"hugo.toml": ""}, nests=False),
        Good(
            "JQuery is to google, MACOS too, as MacOS X.\n", "a sentence, a verb", site={"hugo.toml": ""}, nests=False
        ),
        Good("Run it with docker exec, as the mysql user, in the linux folder.\n", "commands", site=_JSON, nests=False),
        Good("It is the json of it.\n", "few write it otherwise", site={"hugo.toml": "", "content/b.md": "JSON\n"}),
        Good("By the github-action of the github.com here.\n", "an address", site={"hugo.toml": ""}, nests=False),
        Good("Our Kowalsky, and kowalski.\n", "somebody else, a command", site=_NAMES),
        Good("Our Kowálski channel.\n", "four others are few", site=_channels("Kowalski", 4)),
        Good(
            "Our Kowálski channel.\n",
            "two write it so, and less than five times as many otherwise",
            site={**_channels("Kowalski", 9), "content/b.md": "Our Kowálski channel.\n"},
        ),
        Good("A Plug-in model of a plug-in heater.\n", "no program", site=_PLUGGED_IN, nests=False),
        Good("Pre-requisites\n\nText.\n", "a label", site=_OTHERS, nests=False),
    ]
    bad = [
        Bad("The ⟦prequantum⟧ of it.\n", "in no dictionary", site=_HYPHENS, nests=False),
        Bad("The ⟦set-up⟧ of it. ⟦Set-up⟧ of it.\n", site=_PARTICLES, nests=False),
        Bad("The ⟦plug-in⟧ is a program.\n", site=_PLUGGED_IN, nests=False),
        Bad("It is on ⟦github⟧, in my ⟦javascript⟧.\n\nA github.\n", site={"hugo.toml": ""}, nests=False),
        Bad("Then ⟦MacOS⟧ with ⟦FireFox⟧, a ⟦google⟧ page.\n", site={"hugo.toml": ""}, nests=False),
        Bad("On ⟦tiktok⟧ and\n\n⟦Github⟧\n", site={"hugo.toml": ""}, nests=False),
        Bad("Our Bee-js ⟦Github⟧ page.\n", message="“GitHub”", site={"hugo.toml": ""}, nests=False),
        Bad("It is on ⟦twitter⟧, for ⟦linux⟧ users.\n", site={"hugo.toml": ""}, nests=False),
        Bad("It is the ⟦json⟧ of it.\n", site=_JSON, nests=False),
        Bad("⟦kowalski⟧!\n", message="8 articles", options={"small_letters": True}, site=_NAMES, nests=False),
        Bad("Our ⟦Kowalsky⟧.\n", options={"one_letter": True}, site=_NAMES, nests=False),
        Bad("See [our ⟦Youtube⟧ channel](https://b.example/).\n", site=_OTHERS, nests=False),
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
        Bad("Our ⟦Kowálski⟧ channel.\n", site=_channels("Kowalski", 5), nests=False),
        Bad(
            "Our ⟦Kowálski⟧ channel.\n",
            site={**_channels("Kowalski", 10), "content/b.md": "Our Kowálski channel.\n"},
            nests=False,
        ),
        Bad("It is “Youtube”, and our ⟦Youtube⟧ page.\n", message="“Youtube” stands, and", site=_OTHERS, nests=False),
        Bad("Pre-requisites\n\nThe ⟦pre-requisites⟧ of it.\n", site=_OTHERS, nests=False),
        Bad("⟦pre-requisites⟧\n", site=_OTHERS, nests=False),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        forms = site_words.words_of(page, site).union(site_words.owners_of(page))
        found = site_words.answers(name_variants, site_words.written_in(page, site), site, forms)
        known = {word: Variant(*variant) for word, variant in found.items() if word not in self.allow}
        wanted = {word: variant for word, variant in known.items() if self._is_wrong(variant)}
        small = [word for word, variant in wanted.items() if variant.known and _needs_sentence(word)]
        written = site.read(page.path).decode("utf-8", "replace") if small else ""
        for word in small:
            if not _may_stand_in_sentence(written, word):
                del wanted[word]
        places: dict[str, list[site_words.Occurrence]] = defaultdict(list)
        language = site_words.written_in(page, site) if wanted else ""
        for occurrence in site_words.occurrences(page, site, wanted, quotes=False):
            # What stands in quotes is spoken of.
            if occurrence.is_quoted or _SUSPENDED.search(lookbehind(occurrence.passage.text, occurrence.start)):
                continue
            form = wanted[occurrence.word].form
            if "-" in form and "-" not in occurrence.word and are_words({occurrence.word.lower()}, language):
                # What a dictionary writes as one word is no slip.
                continue
            if _is_another(occurrence, wanted[occurrence.word]) or _is_ruled_out(occurrence, wanted[occurrence.word]):
                continue
            if not in_cited_title(site.document(page), occurrence.passage.span(occurrence.start, occurrence.end).start):
                places[occurrence.word].append(occurrence)
        for word, occurrences in places.items():
            yield self._finding(page, site, wanted[word], occurrences)

    def _is_wrong(self, variant: Variant) -> bool:
        if variant.known:
            return True
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
        others = f"{at_least_so_many(variant.articles)} articles of this site write {form}"
        message = f"{word} stands{times}, and {f'the name is written {form}' if variant.known else others}: write that"
        changes = [Change.TEXT, Change.FRONT_MATTER, Change.LINKS, Change.BLOCKS]
        edits = [Edit(span, variant.form) for span in spans]
        fix = Fix.unsafe(*edits, title=f"Write {form}", changes=changes) if plain else None
        return self.at(page, site.document(page).place(spans[0]), message, fix=fix)


# What is put into a socket, and is no program.
_PLUGGED = pattern(
    r"plug-in (?:models?|units?|devices?|hybrids?|adapt[eo]rs?|extenders?|chargers?|heaters?|lights?|electric)", re.I
)


def _needs_sentence(word: str) -> bool:
    """Whether a name in small letters is a slip only where a sentence goes on with it."""
    return word in SMALL_IN_SENTENCES or word in SMALL_BESIDE_OTHERS


def _may_stand_in_sentence(written: str, word: str) -> bool:
    """Whether a name may stand so in an article as it is written: a quick look, before it is parsed."""
    at = written.find(word)
    while at >= 0:
        before = written[max(0, at - _NEAR) : at].rstrip("[*_")
        at += len(word)
        if _IN_SENTENCE.search(before) and not _GOES_ON.match(written, at) and not written[at : at + 1].isalnum():
            return True
        at = written.find(word, at)
    return False


def _is_ruled_out(occurrence: site_words.Occurrence, variant: Variant) -> bool:
    """Whether the sentence says that the other form is to be written: “backup rather than back up or back-up”."""
    before = lookbehind(occurrence.passage.text, occurrence.start).casefold()
    right, apart, _ = before.rpartition("rather than") if "rather than" in before else before.rpartition("instead of")
    return bool(apart) and variant.form.casefold() in right


def _is_another(occurrence: site_words.Occurrence, variant: Variant) -> bool:
    """Whether a form may be that of another person or thing: a first name with other accents, or a label."""
    word, text = occurrence.word, occurrence.passage.text
    if variant.known:
        # "JQuery is": a sentence begins with a capital.
        if word[0].isupper() and word[1:] == variant.form[1:]:
            former = variant.form == "macOS" and _FORMER.match(text, occurrence.end)
            return occurrence.starts_sentence or bool(former)
        if _needs_sentence(word):
            before = lookbehind(text, occurrence.start)
            in_sentence = _IN_SENTENCE.search(before) and not (word in _VERBS and before.endswith("to "))
            goes_on = _GOES_ON.match(text, occurrence.end) or _COMMAND.match(text, occurrence.end)
            return not in_sentence or text.islower() or goes_on is not None
        # In a table of keys, "tiktok" alone is one.
        return word.islower() and text.strip() == word
    if "-" in word:
        verb = _PARTICLE.search(word) and (
            _VERB_BEFORE.search(lookbehind(text, occurrence.start))
            or (occurrence.starts_sentence and _OBJECT.match(text, occurrence.end))
        )
        return (
            bool(verb)
            or bool(_PLUGGED.match(text, occurrence.start))
            or (word[:1].isupper() and word in map(str.strip, text.split("\n")))
        )
    return occurrence.is_named and without_accents(word) == without_accents(variant.form)
