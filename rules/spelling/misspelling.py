"""A known misspelling of an English word, or a word of another language that lacks its accents.

“recieve” and “seperate” are read over by their authors and noticed by readers. The list of known misspellings is that
of the package codespell, with the extra `spelling` (`pip install "postlint[spelling]"`); without it nothing is found.
What is reported is the text that readers see: titles, descriptions, headings, texts of pictures and captions too. Of
what may stand for one of several words, as “achive” for “achieve” and “archive”, each is named, and there is no repair;
`several = false` leaves that alone. Names, words of other languages, words that the article has in code, and those that
the site uses more often than the right ones are left alone, and so is “lookin”, as somebody says it.

In French, Spanish, Portuguese, Italian and German a word is reported that is none of the language, and is one with
other accents: “plutot”, “réflechir”, “tambien”, “fur”. The lists of valid words are those of the package
pyspellchecker, in the same extra. Left alone are what may be another form of a verb, accents on capitals, and what the
French reform of 1990 allows. In French, Spanish and Italian the names of months and days begin with a small letter.

## Fix safety
Unsafe: the word may be quoted for its spelling.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Good,
    Page,
    Severity,
    Site,
    WordRule,
    lookbehind,
    nodes,
    pattern,
    quoted,
)
from postlint.helpers import site_words
from postlint.helpers.cited_titles import in_issue_title, names_its_target
from postlint.helpers.wrong_words import is_name, is_wrong_here, wrong_answers

_TEXT = "The list of the day is for you and me, and it is not as long as it was; we have to see that with the others."
_PT = "A lista dos dias é para você e para mim, e não é tão longa como era; temos que ver isso com os outros."
_FR = "Les listes des jours sont pour vous et nous, et ce ne sont pas les listes que vous avez dans votre maison."
_ES = "La lista de los días es para una persona que está con las listas, y no se puede como los demás del grupo."

# What a name of code is called before it, in the languages in which such a name may lack its accents.
# Words that stand for a text, of no language.
_FILLER = pattern(r"\b(?:lorem ipsum|consectetu(?:e)?r|consetetur|sadipscing)\b", re.I)
_THING = pattern(
    r"\b(?:variáve(?:l|is)|variables?|fun[cç](?:ão|ões|ión|iones)|fonctions?|objet(?:o|os|s)?|colun?n[ae]s?|columnas?|"
    r"campos?|champs?|tabel?as?|tablas?|m[eé]todos?|méthodes?|par[aâá]m[eè]tr(?:o|os|es?)|vetor|vector) \Z",
    re.I,
)


class Misspelling(WordRule):
    severity = Severity.WARNING
    allow: Annotated[list[str], "words that are right on this site, in any case"] = []
    several: Annotated[bool, "also words that may stand for one of several right ones"] = True

    good = [
        Good(f"{_TEXT} We receive it.\n", site={"hugo.toml": ""}),
        Good(f"{_TEXT}\n\nKeywords: recieve, seperate\n", "what is typed into a search", site={}),
        Good(f"{_TEXT}\n\n- Fertigung, Bauteile exponentiell abfallend\n", "German", site={}, nests=False),
        Good(f"{_TEXT} In _Int. J. Secur. Networks_ of it.\n", "is shortened", site={"hugo.toml": ""}),
        Good(f"{_TEXT} We `recieve` it at [this](/recieve/) and on recieve.com.\n", "code, addresses", site={}),
        Good(f"{_FR} Connaitre l'Etat, un évènement, une expérience, il modélise.\n", "capitals, the reform", site={}),
        Good(f"{_FR} Avril Martin, la rue du 4 Septembre, le 14 Juillet.\n", "names", site={}),
        Good(f"{_ES} Así que tómate un día.\n", "a verb with its object", site={}),
        Good(f"{_TEXT}\n\nRecieve, J. (2008). The day.\n", "a person", site={}),
        Good(f"{_ES} ¿Dónde? Éstos, el período cardíaco, un sénior; mirá.\n", site={}),
        Good(f"{_TEXT} We recieve it.\n", site={}, options={"allow": ["Recieve"]}),
        Good(f"{_TEXT} We achive it.\n", "“achieve” or “archive”", site={}, options={"several": False}),
        Good(f"{_TEXT} We see the raison, referers.\n", "of a field", site={}),
        Good(f"{_TEXT} Here is lookin at you.\n", "as it is spoken", site={}),
        Good(f"{_TEXT} The inout, and what we aer.\n", "of a field, four letters", site={}),
        Good(f"{_TEXT} Press (b)elive to go on.\n", "a key", site={}),
        Good("Le recieve est dans la maison.\n", "not English, as far as is known", site={}),
        Good(f"{_TEXT} Hashi Vault is good; see the Hashi Vault.\n", "a name", site={}),
        Good(f"{_TEXT} With Ann Lee, Bo Li, recieve, Jo Kim and others.\n", "a person", site={}),
        Good(f"{_TEXT} Thanks to all from recieve, Ann Lee, Jo Kim.\n", "a person", site={}),
        Good(f"{_PT} A variável cotacoes é isso.\n\n```\ncotacoes <- 1\n```\n", "a name of code", site={}, nests=False),
        Good(f"{_PT} O time gerencia e você sequencia.\n", "verbs", site={}),
        Good(f"{_TEXT} See [the job recieve](/jobs/Recieve/).\n", "a name", site={}),
        Good(
            f"{_TEXT}\n\n- Fixed: [We recieve it](https://b.example/a/b/issues/12)\n", "the title of an issue", site={}
        ),
        Good(f"{_TEXT}\n\nDoming id assum. Lorem ipsum dolor sit amet, and we recieve it.\n", "filler", site={}),
        Good(f"{_TEXT} See recieve, which is <https://b.example/u/Recieve>.\n", "a name", site={}),
        Good(f"{_TEXT}\n\n- negativ\n- offen\n", "words of another language", site={}),
        Good(f"{_TEXT} `/hilight` shows a hilight.\n", "a command", site={}),
        Good(f"{_TEXT}\n\nNên recieve lưu trữ dữ liệu.\n", "not English", site={}),
        Good("The recieve and the det och som är för med.\n", "not English", site={"hugo.toml": ""}),
    ]
    bad = [
        Bad("Useful links for working with all that we ⟦recieve⟧.\n", "a short text", site={"hugo.toml": ""}),
        Bad(f"{_TEXT}\n\nThe keywords: ⟦recieve⟧.\n", site={}),
        Bad(f"{_TEXT}\n\n- The curve is ⟦exponentiell⟧ abfallend here\n", "a word of it", site={}, nests=False),
        Bad(f"{_TEXT}\n\n> We ⟦recieve⟧ it.\n", "somebody else", severity=Severity.INFO, site={}, nests=False),
        Bad(f"{_TEXT} We ⟦recieve⟧ it.\n", fixed=f"{_TEXT} We receive it.\n", message="“receive”", site={}),
        Bad(f"{_TEXT} We ⟦achive⟧ it.\n", message="“achieve” or “archive”", site={}),
        Bad(f"{_TEXT} We ⟦realy⟧ see it.\n", message="“really” or “relay”", site={}),
        Bad(f"{_TEXT} We ⟦recieve⟧ <https://b.example/recieve/a>.\n", site={}),
        Bad(f"{_TEXT}\n\n- ⟦recieve⟧\n- It is ⟦negativ⟧.\n", site={}),
        Bad(f"{_TEXT} With Ann Lee, ⟦recieve⟧, and the rest.\n", site={}),
        Bad(f"{_PT} Com a ⟦gerência⟧ da ⟦gerencia⟧.\n".replace("⟦gerência⟧", "gerência"), site={}),
        Bad(f"{_TEXT} See [what we ⟦recieve⟧](/jobs/), not [this](/recieve/).\n", site={}),
        Bad(f"{_TEXT} We ⟦dont'⟧ see it.\n", fixed=f"{_TEXT} We don't see it.\n", site={}),
        Bad(f"{_TEXT}\n\n## ⟦Recieve⟧ it\n", fixed=f"{_TEXT}\n\n## Receive it\n", site={}),
        Bad(
            f'---\ndescription: "We ⟦recieve⟧ it"\n---\n\n{_TEXT}\n',
            fixed=f'---\ndescription: "We receive it"\n---\n\n{_TEXT}\n',
            site={},
        ),
        Bad(f"{_TEXT}\n\n![We ⟦recieve⟧ it](a.png)\n", site={}),
        Bad(f"{_TEXT}\n\n- See [what we ⟦recieve⟧](https://b.example/a/b/issues/12).\n", site={}),
        Bad(f"{_TEXT}\n\n- Fixed: [We ⟦recieve⟧ it](https://b.example/a/b/12)\n", site={}),
        Bad(f'{_TEXT}\n\n<p class="a">We ⟦recieve⟧ it.</p>\n', site={}, nests=False),
        Bad(f"{_FR} Il faut ⟦réflechir⟧.\n", fixed=f"{_FR} Il faut réfléchir.\n", site={}),
        Bad(f"{_FR} Voilà. ⟦Voila⟧ l'⟦éléctronique⟧, et ⟦ca⟧.\n".replace("l'⟦", "⟦l'"), site={}),
        Bad(f"{_FR} Fin ⟦Avril⟧ et le 3 ⟦Mai⟧.\n", fixed=f"{_FR} Fin avril et le 3 mai.\n", site={}),
        Bad(f"{_ES} La ⟦informacion⟧ ⟦tambien⟧.\n", fixed=f"{_ES} La información también.\n", site={}),
        Bad(f"{_PT} Temos as ⟦cotacoes⟧.\n\n```\ncotacoes <- 1\n```\n", "no name of it", site={}, nests=False),
        Bad(f"{_PT} A variável ⟦cotacoes⟧ é isso.\n\n```\nx <- 1\n```\n", "not in code", site={}, nests=False),
        Bad(f"{_ES} La ⟦imágen⟧, envíe.\n", fixed=f"{_ES} La imagen, envíe.\n", site={}),
        Bad(f"{_TEXT} We **⟦re**cieve⟧ it, and recieve it.\n".replace("and recieve", "and ⟦recieve⟧"), site={}),
        Bad(f"{_TEXT} We say “recieve”, and ⟦recieve⟧ it.\n", site={}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        language = site_words.language_of(page, site)
        words = site_words.words_of(page, site)
        among = site_words.answers(wrong_answers, language, site, words) if language else {}
        known = {word: right for word, right in among.items() if right}
        allowed = {word.casefold() for word in self.allow}
        sure = (word for word, right in known.items() if self.several or "," not in right)
        suspects = {word for word in sure if word.casefold() not in allowed}
        found = list(site_words.occurrences(page, site, suspects)) if suspects else []
        names = {slip.word for slip in found if is_name(slip) and slip.word.lower() != known.get(slip.word)}
        for occurrence in found:
            word, passage = occurrence.word.replace("’", "'"), occurrence.passage
            right = known[word]
            if not is_wrong_here(occurrence, word, right, language) or _is_shortened(occurrence, right):
                continue
            doc = site.document(page)
            if (
                occurrence.word in names
                or _is_in_address(doc, word)
                or any(_has(code.code, word) for code in doc.nodes(nodes.CodeSpan))
                or _is_named_in_code(doc, occurrence, word)
            ):
                continue
            span = passage.span(occurrence.start, occurrence.end)
            if names_its_target(doc, span.start, word) or in_issue_title(doc, span.start):
                continue
            if _FILLER.search(passage.text):
                continue
            rights = [one.strip() for one in right.split(",") if one.strip()]
            what = f"is a misspelling of {' or '.join(map(quoted, rights))}: write that"
            if word.lower() == right:
                what = "is written with a small letter: write that"
            message = f"{quoted(word)} {what}"
            # Which of several words is meant is for the author to say.
            plain = len(rights) == 1 and passage.is_written(occurrence.start, occurrence.end)
            changes = [Change.TEXT, Change.FRONT_MATTER, Change.LINKS, Change.BLOCKS]
            fix = Fix.unsafe(Edit(span, right), title=f"Write {quoted(right)}", changes=changes) if plain else None
            severity = Severity.INFO if doc.is_quoted(span.start) else None
            yield self.at(page, doc.place(span), message, fix=fix, severity=severity)


def _is_shortened(occurrence: site_words.Occurrence, right: str) -> bool:
    """Whether a word is the beginning of the right one with a full stop: “Int. J. Secur. Networks”."""
    word, text = occurrence.word, occurrence.passage.text
    longer = len(right) > len(word) and right.lower().startswith(word.lower())
    return longer and word[0].isupper() and text.startswith(".", occurrence.end)


def _is_in_address(doc: Document, word: str) -> bool:
    """Whether a word ends an address of another site, which is that of a thing of this name."""
    end = f"/{word.lower()}"
    urls = [*(link.url for link in doc.nodes(nodes.Autolink)), *(link.url for link in doc.nodes(nodes.Link))]
    return any("://" in url and url.lower().rstrip("/").endswith(end) for url in urls)


def _is_named_in_code(doc: Document, occurrence: site_words.Occurrence, word: str) -> bool:
    """Whether a word is called a variable, or the like, and stands in a block of code as one."""
    before = lookbehind(occurrence.passage.text, occurrence.start)
    return bool(_THING.search(before)) and any(_has(block.code, word) for block in doc.nodes(nodes.CodeBlock))


def _has(code: str, word: str) -> bool:
    """Whether code has a word as one of its own."""
    return word in code and word in re.findall(r"\w+", code)
