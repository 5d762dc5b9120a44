"""A set phrase that is written wrongly.

“Stroke a chord”, “for all intensive purposes”, “could of”; in French “c'est à dire” without its hyphens, in German
“zum ersten mal” with a small letter, in Spanish “a traves de” without its accent. Spell checkers pass over them, as
each word is right by itself. Only phrases of several words are listed, and only such as are hardly ever meant as they
stand; what is quoted is left alone. A site that wants one of them lists it as `allow`.

## Fix safety
Unsafe: the phrase may be meant, or the sentence need more than the phrase.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Annotated

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Passage, Rule, Severity, quoted
from postlint.helpers.languages import is_foreign, language_of, possible_languages
from postlint.helpers.set_phrases import LANGUAGES, Phrase, begins_with_name, near_phrases, plain

_EN = "The list of the day is for you and me, and it is not as long as it was."
_FR = "Les listes des jours sont pour vous et nous, et ce ne sont pas les listes que vous avez dans votre maison."
_DE = "Die Liste ist für den Tag und nicht für das Jahr, und sie ist mit der Zeit nicht kürzer."
_ES = "La lista de los días es para una persona que está con las listas, y no se puede como los demás del grupo."


class SetPhrase(Rule):
    severity = Severity.WARNING
    cited = False
    allow: Annotated[list[str], "phrases that are right on this site"] = []

    good = [
        Good(f"{_EN} It can **not** be so, and can not only be here.\n"),
        Good(f"{_EN} They strike a chord, more than that, and then some; they could, of course.\n"),
        Good(f"{_EN} If you want to find out more then you can read it. These may be build errors.\n"),
        Good(f"{_EN} `could of`, [x](/could-of/), and “stroke a chord” is wrong.\n"),
        Good(f"{_EN} It would of course be so, and there was more then and there.\n"),
        Good(f"{_EN} We stroke a chord.\n", options={"allow": ["stroke a chord"]}),
        Good(f"{_DE} Das gehört zum Thema des weiteren Verlaufs.\n"),
        Good(f"{_FR} Tout est là, c'est-à-dire au-delà.\n"),
        Good(f"{_EN} Since five years ago, since two weeks have gone; a few weeks old, better late than never.\n"),
        Good(f"{_EN} It does not effect the change, and one of the key feature requests is the list.\n"),
        Good(f"{_EN} The everyday, everyday things, between 1 and 2, and the lot of it.\n"),
        Good(f"{_EN} Change this accordingly to fit it; planned for sometime in May; listening the first time.\n"),
        Good(f"{_EN} The .less files; if there no longer was any; as much things; a lowest common one.\n"),
        Good(f"{_EN} As they say, she has it; we do.\n"),
        Good(f"{_EN} The list is 10 days long, a few days later; praised for few hours, in the last few days.\n"),
        Good(f"{_EN} She is interested in more details. It goes straight; all you do is build with it.\n"),
        Good(f"{_EN} Does this mean that it is so? It is all kind of new, and it is to me that it is late.\n"),
        Good(f"{_EN} Fill in details, as in its time to be; one of the people who has it.\n"),
        Good(f"{_FR} Ai-je fait ce qui se fait, moi qui me rends ici, dont on rend compte ?\n"),
        Good(f"{_ES} El que es como se dice. Dime por que camino, en tu mismo equipo, y compartir tu mismo huso.\n"),
        Good(f"{_EN} It is used by as many people is possible.\n"),
        Good(f"{_EN} The number of calls that it allows to the list, and the french toast.\n", "an object, a dish"),
        Good(f"{_EN} Give your the list, and use your a list.\n", "a slip of another kind"),
        Good(f'{_EN}\n\n{{{{< blockquote author="A" >}}}}\nWe stroke a chord.\n{{{{< /blockquote >}}}}\n', "quoted"),
        Good("A stroke a chord in a text whose language nobody knows.\n"),
        Good(f"{_EN} These are build scripts; this goals initiative; the main stream, more higher order terms.\n"),
        Good(f"{_ES} Son parte de el. Y vuelven a el, como siempre.\n", "a pronoun without its accent"),
        Good(f"{_EN} It’s core to the list, we believe on a gut level, and now Will has it.\n", "right sentences"),
        Good(f"{_EN} See whether their are not there.\n", "they are meant"),
    ]
    bad = [
        Bad(f"{_EN} Now it ⟦will has⟧ it. ⟦Will has⟧ it. ⟦It's core⟧ of the list, we ⟦believe on⟧ the list.\n"),
        Bad(f"{_FR} ⟦Quelques soient⟧ les listes.\n", fixed=f"{_FR} Quels que soient les listes.\n"),
        Bad(f"{_EN} It ⟦can not⟧ be so.\n", fixed=f"{_EN} It cannot be so.\n"),
        Bad(f"{_EN} It does ⟦not effect the⟧ list.\n", fixed=f"{_EN} It does not affect the list.\n"),
        Bad(f"{_EN} It will ⟦stroke a chord⟧.\n", fixed=f"{_EN} It will strike a chord.\n", message="“strike a chord”"),
        Bad(f"{_EN} It peaks. It ⟦peaked our interest⟧.\n", fixed=f"{_EN} It peaks. It piqued our interest.\n"),
        Bad(f"{_EN} It is ⟦more then⟧ the list.\n", fixed=f"{_EN} It is more than the list.\n"),
        Bad(f"{_EN}\n\n![It is ⟦more then⟧ the list](a.png)\n", why="the text of a picture"),
        Bad(f"{_EN} ⟦My advise⟧ is to wait.\n", fixed=f"{_EN} My advice is to wait.\n"),
        Bad(f"{_EN} It is ⟦its a⟧ list.\n", fixed=f"{_EN} It is it's a list.\n"),
        Bad(f"{_EN} It is so ⟦since 3 years⟧.\n", fixed=f"{_EN} It is so for 3 years.\n"),
        Bad(f"{_EN} It was so ⟦in past few⟧ years.\n", fixed=f"{_EN} It was so in the past few years.\n"),
        Bad(f"{_EN} It ⟦takes lot of⟧ time.\n", fixed=f"{_EN} It takes a lot of time.\n"),
        Bad(f"{_EN} It is a ⟦35-year old⟧ list.\n", fixed=f"{_EN} It is a 35-year-old list.\n"),
        Bad(f"{_EN} It is ⟦a 35 years old⟧ list.\n", fixed=f"{_EN} It is a 35-year-old list.\n"),
        Bad(f"{_EN} We act ⟦accordingly to the⟧ list.\n", fixed=f"{_EN} We act according to the list.\n"),
        Bad(f"{_EN} If ⟦your not⟧ here, ⟦your a⟧ list.\n", fixed=f"{_EN} If you're not here, you're a list.\n"),
        Bad(f"{_EN} It ⟦allows to⟧ keep it.\n", fixed=f"{_EN} It allows you to keep it.\n"),
        Bad(f"{_EN} It ⟦helps keeping⟧ it.\n", fixed=f"{_EN} It helps keep it.\n"),
        Bad(f"{_EN} ⟦These kind of⟧ lists.\n", fixed=f"{_EN} These kinds of lists.\n"),
        Bad(f"{_EN} We ⟦want to spent⟧ it.\n", fixed=f"{_EN} We want to spend it.\n"),
        Bad(f"{_EN} We see it ⟦everyday⟧.\n", fixed=f"{_EN} We see it every day.\n"),
        Bad(f"{_EN} ⟦Have became⟧ the list.\n", fixed=f"{_EN} Have become the list.\n"),
        Bad(f"{_EN} It ⟦doesn't makes⟧ the list.\n", fixed=f"{_EN} It doesn't make the list.\n"),
        Bad(f"{_EN} The list has to ⟦be send⟧.\n", fixed=f"{_EN} The list has to be sent.\n"),
        Bad(f"{_EN} We ⟦recommend you to⟧ see it.\n", fixed=f"{_EN} We recommend that you see it.\n"),
        Bad(f"{_EN} We ⟦suggest to use⟧ it.\n", fixed=f"{_EN} We suggest using it.\n"),
        Bad(f"{_EN} I ⟦explained you the⟧ list.\n", fixed=f"{_EN} I explained to you the list.\n"),
        Bad(f"{_EN} ⟦One of the most important thing⟧ is it.\n", why="a plural"),
        Bad(
            f"{_EN} ⟦They says⟧ it, and ⟦this techniques⟧.\n",
            fixed=f"{_EN} They say it, and these techniques.\n",
        ),
        Bad(f"{_EN} ⟦Few months ago⟧ it was so.\n", fixed=f"{_EN} A few months ago it was so.\n"),
        Bad(f"{_EN} It was so ⟦after few days⟧.\n", fixed=f"{_EN} It was so after a few days.\n"),
        Bad(f"{_EN} It ⟦is to late⟧, and we are ⟦loosing the⟧ list.\n", why="words that sound alike"),
        Bad(f"{_EN} See the list ⟦bellow⟧.\n", fixed=f"{_EN} See the list below.\n"),
        Bad(f"{_EN} It has ⟦it's limitations⟧.\n", fixed=f"{_EN} It has its limitations.\n"),
        Bad(f"{_EN} ⟦Take a look how⟧ it is.\n", fixed=f"{_EN} Take a look at how it is.\n"),
        Bad(f"{_EN} The ⟦dead lines⟧ and ⟦bottle necks⟧.\n", fixed=f"{_EN} The deadlines and bottlenecks.\n"),
        Bad(f"{_EN} It is ⟦associated to⟧ it.\n".replace("is ⟦", "⟦is "), fixed=f"{_EN} It is associated with it.\n"),
        Bad(f"{_EN} It is ⟦in the internet⟧.\n", fixed=f"{_EN} It is on the internet.\n"),
        Bad(f"{_FR} Ce ⟦qui se mets⟧ ici, et ⟦on perds⟧.\n", fixed=f"{_FR} Ce qui se met ici, et on perd.\n"),
        Bad(f"{_FR} J'⟦ai commencer⟧ ici.\n", fixed=f"{_FR} J'ai commencé ici.\n"),
        Bad(f"{_ES} ¿⟦Que es⟧ esto? ¿⟦cual⟧ de los?\n", fixed=f"{_ES} ¿Qué es esto? ¿cuál de los?\n"),
        Bad(f"{_FR} ⟦C'est à dire⟧ ici.\n", fixed=f"{_FR} C'est-à-dire ici.\n"),
        Bad(f"{_FR} Ce n'est qu'⟦un soucis⟧ ici.\n", fixed=f"{_FR} Ce n'est qu'un souci ici.\n"),
        Bad(f"{_DE} Wir sehen sie ⟦zum ersten mal⟧.\n", fixed=f"{_DE} Wir sehen sie zum ersten Mal.\n"),
        Bad(f"{_ES} Es la puerta ⟦de el⟧ patio.\n", fixed=f"{_ES} Es la puerta del patio.\n"),
        Bad(f"{_ES} Pasa ⟦a traves de⟧ la casa.\n", fixed=f"{_ES} Pasa a través de la casa.\n"),
        Bad(
            f"{_EN} It is late, ⟦how ever,⟧we are there.\n",
            "without a space behind the comma",
            fixed=f"{_EN} It is late, however,we are there.\n",
        ),
        Bad(
            f"{_EN} It ⟦is straight forward⟧, and ⟦in it's⟧ own way.\n",
            fixed=f"{_EN} It is straightforward, and in its own way.\n",
        ),
        Bad(
            f"{_EN} ⟦Now matter how⟧ it is, ⟦the and of the⟧ ⟦trail period⟧ is ⟦time consuming⟧.\n",
            fixed=f"{_EN} No matter how it is, the end of the trial period is time-consuming.\n",
        ),
        Bad(f"{_EN} They write “could of”, and it ⟦could of⟧ been.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        near = near_phrases(doc.tokens, doc.words.keys(), possible_languages(doc, LANGUAGES))
        language = language_of(doc) if near else ""
        in_language = sorted(
            (phrase for phrase in near if phrase.language == language), key=lambda phrase: phrase.literal
        )
        for passage in doc.passages if in_language else ():
            text = plain(passage.text)
            findings = (
                self._findings(doc, passage, phrase, language) for phrase in in_language if phrase.literal in text
            )
            end = -1
            for start, behind, finding in sorted(chain.from_iterable(findings), key=_position):
                # Of “is straight forward” and “straight forward”, the first says it all.
                if start >= end:
                    end = behind
                    yield finding

    def _findings(
        self, doc: Document, passage: Passage, phrase: Phrase, language: str
    ) -> Iterator[tuple[int, int, Diagnostic]]:
        """The places of a phrase in a passage, with what is said of them."""
        for match in phrase.expression.finditer(passage.text):
            if _is_quoted(passage.text, match) or match[0].lower() in self.allow or phrase.is_excluded(match):
                continue
            if is_foreign(passage.text, language) or begins_with_name(passage.text, *match.span()):
                continue
            span, right = passage.span(*match.span()), phrase.right_for(match)
            if doc.is_cited(span.start):
                continue
            plain = passage.is_written(*match.span())
            if not plain and match[0].lower() == "can not":
                # "Can **not**" is stressed.
                continue
            changes = [Change.TEXT, Change.MARKUP, Change.FRONT_MATTER, Change.BLOCKS, Change.LINKS]
            fix = Fix.unsafe(Edit(span, right), title=f"Write {quoted(right)}", changes=changes) if plain else None
            finding = self.at(doc, span, f"{quoted(match[0])} is wrong here: write {quoted(right)}", fix=fix)
            yield *match.span(), finding


def _position(match: tuple[int, int, Diagnostic]) -> tuple[int, int]:
    start, end, _ = match
    return start, -end


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    """Whether the phrase is spoken of; an apostrophe behind a letter is no quotation mark."""
    if match.start() > 1 and text[match.start() - 2].isalpha() and text[match.start() - 1] == "'":
        return False
    return text[: match.start()][-1:] in tuple("\"“‘«„'") and text[match.end() :][:1] in tuple("\"”’»“',.")
