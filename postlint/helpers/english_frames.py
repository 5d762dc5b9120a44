"""Frames of English that people fill wrongly who write it as another language: forms of verbs, and number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from postlint.helpers.english_classes import english_classes
from postlint.helpers.frame_repairs import (
    among,
    behind_be,
    behind_form_of_be,
    insert,
    many,
    of_many,
    one,
    one_or_these,
    put,
    without,
    word,
)
from postlint.helpers.particle_frames import PARTICLE_FRAMES
from postlint.helpers.small_word_frames import SMALL_WORD_FRAMES
from postlint.helpers.sound_frames import SOUND_FRAMES
from postlint.helpers.subject_frames import SENTENCE, SUBJECT_FRAMES
from postlint.helpers.word_frames import Frame, Frames, words_between

_COMPARED = words_between("as than like")
_MARKS = (".", ";", "!", "?", ")", "$")
_MEANT = {"a": ("the", "at the"), "an": ("the", "and the", "in the")}


def _two_articles(words: Sequence[str]) -> tuple[str, ...]:
    """Either of two words that cannot stand together, or what the first one may be a slip for."""
    return _MEANT[words[0].lower()] if words[1] == "the" else (words[1], words[0])


_ENDS = _MARKS + words_between(
    "is are was were can will that that's which who where when of in for to with on at from by has have had do does "
    "should would could must may might because but as so not we you i they it he she about like"
)
# A noun that is a verb too: no sentence goes on so behind the verb.
_ENDS_NOUN = _MARKS + words_between("is are was were can will that which who has have had should would could must of")
_THEN = words_between("today now here each every per during before after without under between into")
_IF = words_between("when if how once as until unless because that of")
_ALL_ENDS = _MARKS + words_between("are were which that of in for to from with when have by on at")
_WITH_ARTICLE = (
    *words_between("the an any each every some no one my our your their his her its this that which what whatever"),
    *words_between("certain another or only as is large much whose first last next"),
    "'s ",
)
# "They're both kind of late", "the number two player".
_NO_NUMBER = words_between("number they're we're you're")
# "Option a the others have".
_LETTERED = (
    *words_between("option options part parts class plan step case type point variable vitamin item and or"),
    "(",
)
# "A several month journey".
_SPANS = r"[ -](?:minute|hour|day|night|week|month|year|decade|million|thousand|hundred|mile|step|page|part)s?\b"
_VERB, _NUMBER = "text/verb-form", "text/agreement"


def _number_of(words: Sequence[str]) -> tuple[str, ...]:
    """“Number of” with what is counted; an amount of hours or resources is measured."""
    return put(0, "number")(words) if words[-1] not in _MEASURED else ()


_MEASURED = frozenset("hours minutes days weeks months years resources".split())


_VERB_FORMS = [
    Frame(_VERB, "MODAL ^ADVERB? THIRD|makes|takes|helps", word(-1, "base"), not_before=words_between("how as")),
    Frame(_VERB, "SUBJECT ^MODAL ^ADVERB? THIRD-NOUN", word(-1, "base"), not_before=_COMPARED),
    Frame(_VERB, "doesn't ^ADVERB? THIRD|THIRD-NOUN", word(-1, "base")),
    Frame(_VERB, "does ^not ^ADVERB? THIRD|THIRD-NOUN", word(-1, "base")),
    Frame(_VERB, "don't|didn't ^ADVERB? THIRD", word(-1, "base")),
    Frame(_VERB, "do|did ^not ^ADVERB? THIRD", word(-1, "base")),
    Frame(_VERB, "doesn't|don't|didn't ^ADVERB? PAST|SIMPLE", word(-1, "base"), not_before=words_between("what")),
    Frame(_VERB, "does|do|did ^not ^ADVERB? PAST|SIMPLE", word(-1, "base"), not_before=words_between("what")),
    Frame(_VERB, "MODAL ^ADVERB? SIMPLE", word(-1, "base")),
    Frame(_VERB, "SUBJECT ^MODAL ^ADVERB? PAST", word(-1, "base", "be participle"), not_before=_COMPARED),
    Frame(_VERB, "WILLING ^to ^ADVERB? THIRD", word(-1, "base")),
    Frame(_VERB, "WILLING ^to ^ADVERB? PAST|SIMPLE", word(-1, "base", "be participle")),
    Frame(_VERB, "HAVE|HAVE-SHORT ^ADVERB? SIMPLE", word(-1, "participle")),
    Frame(_VERB, "HAVE-SHORT ^ADVERB? BASE", word(-1, "participle")),
    Frame(_VERB, "HAVE SINCE BASE", word(-1, "participle")),
    Frame(
        _VERB, "MANY-PERSONS|HE-IT ^have|has|had BASE", word(-1, "participle"), SENTENCE, "", "", r" \w+ions?\b| in "
    ),
    Frame(_VERB, "been|being ^ADVERB? BASE", word(-1, "participle")),
    Frame(_VERB, "MODAL ^be ^ADVERB? BASE", behind_be),
    Frame(_VERB, "to ^be BASE", behind_be, not_after=r" (?:in|on)\b| \w+ed\b"),
    Frame(_VERB, "I'm|we're|they're|you're BASE", word(-1, "participle", "gerund")),
    Frame(_VERB, "we|you|they|We|You|They ^are BASE", word(-1, "participle", "gerund")),
    Frame(_VERB, "is|are|was|were|be|been|being ^ADVERB? SIMPLE-BE", behind_form_of_be),
    Frame(_VERB, "is|are|was|were BASE by", word(-2, "participle")),
    Frame(
        _VERB,
        "for|by|without|before|after|of BASE DETERMINER",
        word(-2, "gerund"),
        "",
        words_between("kind sort course instead"),
        not_after=r" (?:can|will|could|may|would)\b",
        doubtful=True,
    ),
    Frame(_VERB, "instead ^of BASE DETERMINER", word(-2, "gerund")),
    Frame(
        _VERB,
        "worth|avoid|avoids|avoided|avoiding|enjoy|enjoys|enjoyed|without to BASE|BASE-NOUN",
        word(-1, "gerund", drop=-2),
        not_before=r"\bthan (?:it|they|that)(?:'s| is|'re| are) |\b(?:go|goes|going|went|do|does|live) ",
    ),
    Frame(
        _VERB,
        "consider|considering to BASE",
        word(-1, "gerund", drop=-2),
        before=r"(?:\A|[.] |\b(?:[Pp]lease|[Ll]et's|should|could|might|am|are|is|I'm) )",
    ),
    Frame(_VERB, "MANY-PERSONS ^need|want|wanted BASE", insert(-1, "to")),
    Frame(_VERB, "HE-IT|who needs|wants|wanted BASE", insert(-1, "to")),
    Frame(_VERB, "help|helps|helped|helping ^me|us|you|him GERUND|GERUND-NOUN", word(-1, "base")),
    Frame(_VERB, "can|will|to|would|should|could|may|might help GERUND|GERUND-NOUN DETERMINER", word(-2, "base")),
    Frame(_VERB, "this|that|which|it helps|helped GERUND|GERUND-NOUN DETERMINER", word(-2, "base")),
    Frame(_VERB, "let|lets|letting OBJECT to BASE|BASE-NOUN", without(-2)),
    # "I make them to last"; "you know how happy it makes me to hear it".
    Frame(
        _VERB,
        "make|makes|made|making me|us|you|him|her|people|users|developers|everyone to BASE|BASE-NOUN",
        without(-2),
        not_before=r"\bhow \w+ (?:it|that|this) ",
        doubtful=True,
    ),
    Frame(_VERB, "make|makes|made|making|let|lets|letting|help|helps OBJECT|it THIRD", word(-1, "base")),
    Frame(_VERB, "allow|allows|allowed|allowing|enable|enables|enabled OBJECT BASE", word(-1, "base", before="to")),
    Frame(_VERB, "allow|allows|allowed|allowing|enable|enables|enabled OBJECT GERUND", word(-1, "base", before="to")),
    Frame(_VERB, "prevent|prevents|prevented|preventing OBJECT to BASE", word(-1, "gerund", drop=-2, before="from")),
    Frame(
        _VERB,
        "look|looking|looks|looked forward to BASE|see|read|meet|use|try|make|hear",
        word(-1, "gerund"),
        not_after=" days",
    ),
    Frame(_VERB, "SUBJECT must|should to BASE|BASE-NOUN", without(-2)),
    Frame(_VERB, "does|do|did ^not GERUND", word(-1, "base")),
    Frame(_VERB, "doesn't|don't|didn't GERUND", word(-1, "base")),
    Frame(_VERB, "make|makes|made|making possible to", insert(1, "it"), not_before=words_between("is are was were")),
    Frame(_VERB, "because is|was", insert(1, "it"), not_before=words_between("only not just"), doubtful=True),
    Frame(_VERB, "if is possible|necessary|needed|required|not|the|a|an", insert(1, "it")),
    Frame(_VERB, "MANY-PERSONS ^can|will|should|could GERUND DETERMINER", word(-2, "base"), not_before=_COMPARED),
]

_NUMBERS = [
    Frame(_NUMBER, "THESE ADJECTIVE? NOUN|NOUN-TOOL", many, after=_ENDS),
    Frame(_NUMBER, "THESE ADJECTIVE? NOUN-VERB", many, "", _IF, _ENDS_NOUN),
    Frame(_NUMBER, "SEVERAL ADJECTIVE? NOUN|NOUN-VAGUE|NOUN-TOOL", many, "", _NO_NUMBER, _ENDS, r" of business"),
    Frame(_NUMBER, "SEVERAL ADJECTIVE? NOUN-VERB", many, after=_ENDS_NOUN),
    Frame(_NUMBER, "of|in|for|with|from|by|about|on|all ^THESE NOUN-VERB", many, after=_ENDS),
    Frame(
        _NUMBER, "many|several|various|multiple|two|three|four|five|six ADJECTIVE? NOUN", many, "", _NO_NUMBER, _THEN
    ),
    Frame(_NUMBER, "few|couple ADJECTIVE? NOUN", many, after=_ENDS),
    Frame(_NUMBER, "couple of ^ADJECTIVE? NOUN|NOUN-VERB|NOUN-VAGUE", many, after=_ENDS),
    Frame(_NUMBER, "ALL NOUN-COUNTED", many, after=_ALL_ENDS, not_before=words_between("the fits"), doubtful=True),
    Frame(_NUMBER, "ALL ^the|my|our|your|their|these|those NOUN-COUNTED", many, after=_ALL_ENDS, doubtful=True),
    # "Other area of law specific services": what they are is named by a phrase.
    Frame(
        _NUMBER, "other NOUN-COUNTED", many, "", _WITH_ARTICLE, _ENDS, r" \w+ \w+[ -](?:specific|based|related|wide)\b"
    ),
    Frame(_NUMBER, "in|of|with|for|from different|similar|specific NOUN-COUNTED", many, after=_ENDS),
    Frame(_NUMBER, "number of ^ADJECTIVE? NOUN-COUNTED", many, after=_ENDS),
    Frame(
        _NUMBER,
        "lot|lots|list|lists|series|thousands|hundreds|bunch|collection|majority|plenty of ^ADJECTIVE? NOUN-COUNTED",
        many,
        after=_ENDS,
    ),
    Frame(
        _NUMBER,
        "one of the|my|our|your|their|its|his|her|these|those .? .? NOUN|NOUN-VAGUE|NOUN-VERB",
        among,
        not_before=words_between("the"),
        after=_ENDS,
    ),
    Frame(_NUMBER, "ARTICLE|each|every|another ^ADJECTIVE? NOUNS", one, after=_ENDS),
    Frame(_NUMBER, "ARTICLE|every|another ^ADJECTIVE? NOUNS-VERB", one, after=_ENDS),
    Frame(_NUMBER, "this ADJECTIVE? NOUNS", one_or_these, after=_ENDS),
    Frame(_NUMBER, "this NOUNS ^BASE|BASE-NOUN|contain|include|provide|allow|show|make|help|explain", put(0, "these")),
    Frame(_NUMBER, "there is|was also|still|about|too? ^SEVERAL .? NOUNS|NOUNS-VERB", of_many(1)),
    Frame(_NUMBER, "there is|was a few ADJECTIVE? NOUNS|NOUNS-VERB", of_many(1)),
    Frame(_NUMBER, "there is|was ^no|some|other ADJECTIVE? NOUNS", of_many(1), after=_ENDS),
    Frame(_NUMBER, "THESE MASS", put(0, "this", "all this"), after=_ENDS),
    Frame(_NUMBER, "many|Many|several MASS", put(0, "much", "a lot of"), after=_ENDS),
    Frame(_NUMBER, "a|an this|these|those|my|our|your|their|the", _two_articles, "", _LETTERED),
    Frame(_NUMBER, "a several|various|numerous|some", lambda words: (words[1],), "", _LETTERED, "", _SPANS),
    Frame(_NUMBER, "the these|those|my|our|your|an", lambda words: (words[1], words[0])),
    Frame(_NUMBER, "the in|on|to|from|for|with|by|of|at the", lambda words: (" ".join(words[1:]), words[0])),
    Frame(_NUMBER, "Here|here are the NOUN-COUNTED", many, after=_MARKS),
    Frame(
        _NUMBER, "amount of ^ADJECTIVE? NOUNS|people|users|changes|requests|bugs|files|lines", _number_of, doubtful=True
    ),
    Frame(_NUMBER, "MASSES", lambda words: (words[0].removesuffix("s"),)),
    # Those of the climate are counted.
    Frame(_NUMBER, "feedbacks", put(0, "feedback"), doubtful=True),
    Frame(
        _NUMBER,
        "ARTICLE ^ADJECTIVE? information|advice|software|feedback|hardware|equipment|news|progress|research",
        lambda words: (" ".join(words[1:]), " ".join(["a piece of", *words[1:]])),
        after=_ENDS,
        not_after=" (?:of|as a)",
    ),
    Frame(_NUMBER, "how|so|too|as much NOUNS|people", put(1, "many"), after=_ENDS, not_after=" (?:are|were) "),
]


@cache
def english_frames() -> Frames:
    """The frames of English, of all rules that have some."""
    return Frames(
        english_classes,
        [*_VERB_FORMS, *PARTICLE_FRAMES, *_NUMBERS, *SUBJECT_FRAMES, *SOUND_FRAMES, *SMALL_WORD_FRAMES],
        "en",
    )
