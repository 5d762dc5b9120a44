"""“a” before a vowel, or “an” before a consonant, in English.

“a important step” and “an new habit” are left where a word between was deleted or another one put in. What counts is
how a word sounds, so only words are looked at whose beginning leaves no doubt, names among them (“a Android phone”),
abbreviations that have no vowel or begin with one, so that their letters are spoken (“a SSH key”, “a S3 bucket”, “an
PDF”), and numbers (“a 8x8 grid”).
Letters, code and what is quoted are left alone.

## Fix safety
Unsafe: the next word may be the one that is wrong.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Passage, Rule, Severity, lookbehind, pattern
from postlint.helpers.cited_titles import in_cited_title
from postlint.helpers.english_nouns import is_plural
from postlint.helpers.english_verbs import is_plain_verb
from postlint.helpers.languages import is_foreign, language_of
from postlint.helpers.word_lists import are_words

_EN = "The list of the day is for you and me, and it is not as long as it was."
# These follow an "a" that is a letter, or are no English words; "a one", "a European" sound like "you" and "won".
_NOT_A = (
    "and are as at am an all also above after about again any in is if it its into instead inside i of or on onto only "
    "off over out once one ones oneself ouija e eg ie etc et en el es entre eu european ewe al au ao às aos à alla "
    "allora era est este esta estar está ou où il elle e o os un una uno o'clock io iota"
)
# What may not stand before comes last: a search for letters takes a tenth of one that begins by looking back.
_VOWEL = pattern(
    rf"(?P<article>[Aa]) (?<![\w'’.,:;=+*/&$#@\-\"“‘(\[][Aa] )(?!one(?!rous|iric)|"
    rf"(?:{'|'.join(_NOT_A.split())})(?![a-z]))"
    r"(?P<word>(?:(?!eu)[aeio][a-z]{2,}|hour|hours|honest|honou?r|heir|un(?![ai])[a-z]{3,}|(?:update|upgrade|upper|upward|upset|upcoming)[a-z]*|ultimate|ugly))"
    r"(?![\w'’(/=_\\@]|\.\w|-[A-Z\d]|:\S)"
)
_YOU = (
    "user users unique university universal useful usual uniform unit union utility unified european one once usable "
    "united eulogy euphemism yearly year years young younger yellow yes"
)
_CLUSTERS = "bl|br|ch|cl|cr|dr|fl|fr|gl|gr|pl|pr|qu|sc|sh|sk|sl|sm|sn|sp|st|sw|th|tr|tw|wh|wr"
_CONSONANT = pattern(
    rf"(?P<article>[Aa]n) (?<![\w'’.,:;=+*/&$#@\-\"“‘(\[][Aa]n )(?P<word>(?:{'|'.join(_YOU.split())})|"
    rf"(?:[bcdfgjklmnpqrstvwz][aeiou][a-z]+|(?:{_CLUSTERS})[a-z]{{2,}}))(?![\w'’(/=_\\@]|\.\w|-[A-Z\d])"
)
# Abbreviations, and names. "SQL" is also spoken as a word, and "URL" too; a variable may stand before "AND".
_NO_CAPITALS = (
    "AND|OR|IF|IN|IS|AS|AT|ON|OF|ONE|AAA|EURO?|EULA|OUI|And|Or|If|In|Is|As|At|On|Of|One|Once|Oui|Also|Are|It|I"
)
_BEFORE, _BEHIND = r"(?<![\w'’.,:;=+*/&$#@\-\"“‘(\[]", r"(?![\w'’(/=_\\@]|\.\w|-[A-Z\d]|:\S)"
_VOWEL_NAME = pattern(
    rf"(?P<article>a) {_BEFORE}a )(?!(?:{_NO_CAPITALS})(?!\w))(?P<word>"
    rf"8\d{{0,2}}(?:x\d+|th|s)?|11|18|[AEFHILMNORSX]\d{{1,3}}[A-Za-z]?|"
    rf"(?!SQL)[FLMNRSX][BCDFGHJKLMNPQRSTVWXZ]{{1,4}}\d?s?|[AEIO][A-Z]{{1,5}}\d?|(?:[AIO]|E(?!u))[a-z]{{2,}}){_BEHIND}"
)
_CONSONANT_NAME = pattern(
    rf"(?P<article>an) {_BEFORE}an )(?P<word>[BCDGJKPQTVWYZ][A-Z]{{1,4}}\d?s?|U(?!R)[B-DF-HJ-NP-TV-XZI][A-Z]{{0,3}}s?|"
    rf"(?:[BCDFGJKLMNPQRSTVWZ][aeiou]|{'|'.join(cluster.capitalize() for cluster in _CLUSTERS.split('|'))})"
    rf"[a-z]+){_BEHIND}"
)
_NEAR_NAME = pattern(r" an? [A-Z18]")
# What sounds like its letters, or is no English.
_NO_NOUN = frozenset(
    "every any each all its our ours another other others then several more many some so to with than they we you he "
    "she can could will would should have has were do does did now just this that these those there what where "
    "who enough".split()
)
_BEGINS = pattern(r"(?:\A|[.!?:]\s+|\n)\Z")
_LETTERS = frozenset(
    "sudo sha mime ruby rest saas sata scuba femme sms smb sqlite spa svelte wir werk der das die den dem des sie mich "
    "deine meine seine keine diese dieser diesem diesen jeder jede jedem jeden manche solche welche beiden vielen zwei "
    "drei bord stelle land tag hand wand".split()
)


# "An smtp user": what has no vowel is spelt out.
_SPOKEN = pattern(r"[aeiouy]")

# The beginnings of what is looked for, in small letters: most articles have none.
_NEAR = pattern(
    rb" an? (?:(?<= a )(?!one(?![a-z])|eu)(?:[eio]|a[a-z]|un(?![ai])|up|ul|ug|ho)"
    rb"|(?<= an )(?:[b-df-gj-np-tv-z]|us[aeu]|uni|uti|on(?:e|ce)|eu[rlp]))"
)


_SMALL, _NAMES = ((_VOWEL, "an"), (_CONSONANT, "a")), ((_VOWEL_NAME, "an"), (_CONSONANT_NAME, "a"))

# "You an simply": no article stands there, but "can".
_SUBJECT = pattern(r"\b(?:I|you|we|they|he|she|it|who|that|which) \Z", re.I)
# "Go an see": "and".
_ERRAND = pattern(r"\b(?:go|come|try|stop)(?: out| back| in)? \Z", re.I)
_NO_PLURAL = ("ss", "us", "is")


class IndefiniteArticle(Rule):
    severity = Severity.WARNING
    cited = False

    good = [
        Good(
            f"{_EN} An hour, a user, a one-off, a European, an SSH key, an 8, an x-ray, a URL, an MVP, a euphemism, "
            "a 1, a 180, a B2, a oneliner, a onetime offer, a 8.1, a 118, a U2.\n"
        ),
        Good(f"{_EN} A SQL query, an SQL query, an URL, a AAA game, a EUR 5 note, a One, a US one, a NASA, a FAQ.\n"),
        Good(f"{_EN} If a AND b, a(SSH), a `SSH`, vitamin a-SSH, an HTML, an Hour, an Android phone, an FBI.\n"),
        Good(f"{_EN} Option a is it, a and b, vitamin a in it, `a apple`, “a apple”, an npm package, an mbox.\n"),
        Good(f"{_EN} It is an smtp user.\n", "spelt out"),
        Good(
            f"{_EN} Write an narind call, then an Narind call is `narind(x)`.\n",
            "a name of code, whose letter is spoken",
        ),
        Good("Il a aimé les listes des jours, et a été dans la maison pour vous et nous avec les autres.\n"),
        Good(f"{_EN} See [the list of a important year of the house](https://b.example/).\n", "a title"),
        Good(f"{_EN} It is a items.\n", "is a matter of another rule"),
        Good("A apple in a text whose language nobody knows.\n"),
    ]
    bad = [
        Bad(f"{_EN} We walk, walking ⟦an tracking⟧ it, and go out ⟦an buy⟧ it.\n", message="does not go together"),
        Bad(f"{_EN} Then you ⟦an simply⟧ do it.\n", fixed=None, message="does not go together"),
        Bad(f"{_EN} It has tools ⟦an libraries⟧, so go ⟦an see⟧ it.\n", fixed=None, message="does not go together"),
        Bad(f"{_EN} I see it, ⟦an bus⟧ of it.\n", fixed=f"{_EN} I see it, a bus of it.\n"),
        Bad(f"{_EN} It is ⟦a onerous⟧ step.\n", fixed=f"{_EN} It is an onerous step.\n"),
        Bad(f"{_EN} I read ⟦a enough⟧ of it.\n", fixed=None, message="does not go together"),
        Bad(f"{_EN} The list, it ⟦an carry⟧ it. Then ⟦an preserve⟧ it.\n", fixed=None, message="does not go together"),
        Bad(f"{_EN} It is ⟦a important⟧ step.\n", fixed=f"{_EN} It is an important step.\n", message="an important"),
        Bad(f"{_EN} It is ⟦an new⟧ step, and ⟦an useful⟧ one.\n", fixed=f"{_EN} It is a new step, and a useful one.\n"),
        Bad(f"{_EN} It is ⟦a\nimportant⟧ step.\n", fixed=f"{_EN} It is an\nimportant step.\n", message="“a important”"),
        Bad(f"{_EN} It is ⟦a SSH⟧ key.\n", fixed=f"{_EN} It is an SSH key.\n", message="“an SSH”"),
        Bad(
            f"{_EN} It is ⟦a S3⟧ bucket of ⟦a 8x8⟧ grid in ⟦a 18⟧ inch ⟦a E2E⟧ list.\n",
            fixed=f"{_EN} It is an S3 bucket of an 8x8 grid in an 18 inch an E2E list.\n",
        ),
        Bad(f"{_EN} It is ⟦a API⟧ of ⟦a Android⟧ phone.\n", fixed=f"{_EN} It is an API of an Android phone.\n"),
        Bad(f"{_EN} In ⟦an PDF⟧ of ⟦an UI⟧ on ⟦an Windows⟧ page.\n", message="write “a"),
        Bad(f"{_EN} It is ⟦a every⟧ day.\n", fixed=None, message="does not go together"),
        Bad(f"{_EN} ⟦A hour⟧ a day.\n", fixed=f"{_EN} An hour a day.\n"),
        Bad(f"{_EN} It is. ⟦An now⟧ use it.\n", message="a slip"),
        Bad(f"{_EN} It is ⟦an **great⟧ step**.\n", fixed=f"{_EN} It is a **great step**.\n"),
        Bad(f"{_EN} It is ⟦an new⟧ call, which is `new`.\n", "a word that everybody writes"),
        Bad(f"{_EN} It is ⟦an narind⟧ call.\n", "no name of code"),
        Bad(f"{_EN} It is ⟦an barind⟧ call, which is `barind`.\n", "a letter that begins with a consonant"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        small = _NEAR.search(doc.lowered.replace(b"*", b"").replace(b"\n", b" ")) is not None
        if not (small or _NEAR_NAME.search(doc.running_text)):
            return
        text = doc.running_text.replace("*", "").replace("\n", " ")
        wanted = (*(_SMALL if small else ()), *_NAMES)
        if not any(expression.search(text) for expression, _ in wanted) or language_of(doc) != "en":
            return
        for passage in doc.passages:
            unwrapped = passage.text.replace("\n", " ")
            for expression, right in wanted:
                for match in expression.finditer(unwrapped):
                    # "A items" is one where several are meant, which has a rule of its own.
                    if right == "an" and is_plural(match["word"]):
                        continue
                    if right == "a" and _spelt_in_part(doc, match["word"]):
                        continue
                    if _is_slip(match, passage.text) and not in_cited_title(doc, passage.span(*match.span()).start):
                        yield self._finding(doc, passage, match, right)

    def _finding(self, doc: Document, passage: Passage, match: re.Match[str], right: str) -> Diagnostic:
        article, word = match["article"], match["word"]
        span = passage.span(*match.span())
        before = lookbehind(passage.text, match.start())
        several = right == "a" and word.islower() and word.endswith("s") and not word.endswith(_NO_PLURAL)
        # "It an carry": "can"; "an preserve": "and".
        verb = right == "a" and is_plain_verb(word)
        slip = (
            several
            or verb
            or (word.endswith("ly") and _SUBJECT.search(before))
            or (right == "a" and _ERRAND.search(before))
        )
        # "Walking an tracking": "and".
        slip = slip or (right == "a" and word.endswith("ing") and before.endswith("ing "))
        if slip or word in _NO_NOUN:
            return self.at(doc, span, f"“{match[0]}” does not go together: one of the two words is too many, or a slip")
        better = right.capitalize() if article[0] == "A" else right
        edit = Edit(passage.span(*match.span("article")), better)
        fix = Fix.unsafe(edit, title=f"Write “{better}”", changes=[Change.TEXT, Change.FRONT_MATTER])
        what = f"write “{better} {word}”"
        if right == "a" and word.islower():
            what += ", or “and” or “any” if that was meant"
        return self.at(doc, span, f"“{match[0]}” is not how it is spoken: {what}", fix=fix)


def _is_slip(match: re.Match[str], text: str) -> bool:
    spelt_out = match["word"].isalpha() and match["word"].islower() and not _SPOKEN.search(match["word"])
    if match["word"] in _LETTERS or spelt_out or is_foreign(text, "en"):
        return False
    # "Service A includes": a capital that begins no sentence is a name.
    return match["article"][0] == "a" or _BEGINS.search(text[: match.start()]) is not None


def _spelt_in_part(doc: Document, word: str) -> bool:
    """Whether a word is a name of code in the article, of which the first letter may be spoken as in “f-print”."""
    name = word.lower()
    in_code = any(f"`{name}{end}".encode() in doc.lowered for end in "`(")
    return in_code and name[0] in "fhlmnrsx" and not are_words({name}, "en")
