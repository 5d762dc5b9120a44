"""Frames of English words that sound alike, of articles that are missing, and of questions without their order."""

from __future__ import annotations

from collections.abc import Sequence

from postlint.helpers.english_verbs import is_verb, verb_of
from postlint.helpers.frame_repairs import insert, put, swapped, without
from postlint.helpers.word_frames import BEGINNINGS, END_MARKS, Frame, words_between

_SOUND, _ARTICLE, _ORDER = "text/sound-alike", "text/missing-article", "text/word-order"
_VERB = "text/verb-form"
_ENDS = (
    *END_MARKS,
    *words_between("is was can will that in for to with on at from by has would should because when if as we you they"),
    *words_between("and but"),
)
_STARTS = (
    *("^", ". ", "! ", "? ", ": ", ", "),
    *words_between("so now first okay ok well"),
)
# What stands behind "it is": "in it's not so"; else "its" is meant.
_IT_IS = frozenset(
    "a an the not just only still all also because about possible easy hard like more too so that what why how time "
    "better worth up now in on at for good bad great important free available no nice clear true necessary simple "
    "enough fine very quite pretty always never often already really been my your our this these fun ok okay best "
    "impossible safe likely unlikely cheaper easier faster harder over under out off down here there where when "
    "who".split()
)


def _its(words: Sequence[str]) -> tuple[str, ...]:
    last = words[-1]
    if last in _IT_IS or last.endswith(("ing", "ed", "ly")) or not last.isalpha() or not last.islower():
        return ()
    return put(1, "its")(words)


def _of_several(words: Sequence[str]) -> tuple[str, ...]:
    return (" ".join([f"{words[0]}'", *words[1:]]),)


def _of_a_number(words: Sequence[str]) -> tuple[str, ...]:
    """“20 year's experience” as “20 years' experience”."""
    several = words[0].isdigit() and int(words[0]) > 1
    return (" ".join([words[0], f"{words[1].removesuffix(chr(39) + 's')}s'", *words[2:]]),) if several else ()


def _what_looks(words: Sequence[str]) -> tuple[str, ...]:
    if not {"about", "that", "much", "many", "to", "and", "well", "close", "you", "I"}.isdisjoint(words):
        return ()
    first = "What" if words[0] == "How" else "what"
    if words[1] in ("do", "does", "did"):
        words = [*words[:-2], "look", words[-1]]
    return (" ".join([first, *words[1:]]), " ".join(words[:-1]))


def _with_article(words: Sequence[str]) -> tuple[str, ...]:
    place = 1 if words[0].lower() == "such" else -1
    return insert(place, "an" if words[place][0] in "aeio" else "a")(words)


def _adverb(adjective: str) -> str:
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    return adjective[:-1] + "y" if adjective.endswith("le") else adjective + "ly"


def _question(words: Sequence[str]) -> tuple[str, ...]:
    first, subject, verb = words
    if verb in _FIRST:
        return (f"{first} {verb} {subject[0].lower() + subject[1:] if subject != 'I' else subject}",)
    if not is_verb(verb):
        return ()
    form = verb_of(verb)
    if form.base == "have" and verb != form.gerund:
        helper = {"have": "do", "has": "does", "had": "did"}[verb]
        return f"{first} {helper} {subject} have", f"{first} {verb} {subject}"
    helper = "do" if verb == form.base else "does" if verb == form.third else "did"
    return (f"{first} {helper} {subject} {form.base}",) if verb not in (form.gerund,) else ()


_FIRST = frozenset("am are is was were can could should will would must".split())
"""The verbs that change places with the subject in a question."""


_SENTENCE = (*BEGINNINGS, ", ", *words_between("because although if when but so and that"))
_OF_IT = words_between("of from by with for to despite on about in and than")

SOUND_FRAMES = [
    Frame(_SOUND, "your able|supposed|allowed|about|ready|likely|trying|expected|forced|required to", put(0, "you're")),
    Frame(_SOUND, "your interested|involved in", put(0, "you're")),
    Frame(_SOUND, "your familiar|comfortable|done|finished|dealing with", put(0, "you're")),
    Frame(_SOUND, "your looking for|at|to", put(0, "you're")),
    Frame(
        _SOUND,
        "if|when|while|once|because|since your GERUND|GERUND-NOUN|using|doing|going|getting|running|working|building "
        "DETERMINER",
        put(1, "you're"),
    ),
    Frame(_SOUND, "its on|in|at|about|from the|my|your|our|a|this|that|his|her", put(0, "it's")),
    Frame(
        _SOUND, "its possible|impossible|important|necessary|likely|unlikely|better|fun|good to|that", put(0, "it's")
    ),
    Frame(_SOUND, "its getting|becoming|going|trying|coming .", put(0, "it's"), not_before=_OF_IT),
    Frame(
        _SOUND,
        "its very|pretty|quite|really QUALITY|hard|nice|likely|unlikely|much",
        put(0, "it's"),
        after=r" (?:to|that|for|when|if|how|because|but|and)\b|[.,;!?]|\Z",
    ),
    Frame(
        _SOUND,
        "its time to|for",
        put(0, "it's"),
        before=("^", ". ", ", ", *words_between("afterwards then guess think but so and that now if when maybe know")),
    ),
    Frame(_SOUND, "what|if|when|as|that|while you|we|they where GERUND|GERUND-NOUN|using|doing|going", put(2, "were")),
    Frame(
        _SOUND,
        "we|they where given|told|asked|shown|supposed|forced|allowed|taken|made|born|sent|called|used|created|written|"
        "built",
        put(1, "were"),
    ),
    Frame(_SOUND, "in order ^the BASE", put(2, "to")),
    Frame(
        _SOUND, "wont BASE|BASE-NOUN|be|have|do|get|let|go|work|make|take|need|help|change|run|show", put(0, "won't")
    ),
    Frame(_SOUND, "cant BASE|BASE-NOUN|be|have|do|get|let|go|work|make|take|see|find|use|help", put(0, "can't")),
    Frame(_SOUND, "days|weeks|months|years|hours|minutes worth of", _of_several),
    Frame(_SOUND, ". year's|month's|week's|day's|hour's|minute's experience|worth|work|notice|time", _of_a_number),
    Frame(_VERB, "it not a|an", insert(1, "is"), before=_SENTENCE),
    Frame(
        _VERB, "there two|three|four|five|several|many ADJECTIVE? NOUNS|NOUNS-VERB", insert(1, "are"), before=_SENTENCE
    ),
    Frame(
        _VERB,
        "MANY-PERSONS ^have doing|using|trying|looking|writing|reading|playing|thinking|having|making",
        insert(2, "been"),
        not_before=words_between("what all only thing things more that stuff"),
    ),
    Frame(
        _VERB, "This is post|article|blog|page|section|chapter|tutorial|guide is|was|will|shows|explains", without(1)
    ),
    Frame(
        _SOUND,
        "extreme|incredible|relative|unnecessary QUALITY",
        lambda words: (f"{_adverb(words[0])} {words[1]}",),
    ),
    Frame(
        _SOUND,
        "of|by|from|with|into|for|through|within|during|behind|in|on|to|at|over it's .",
        _its,
        not_before=words_between("that what think know because"),
    ),
    Frame(
        _SOUND,
        "it's|It's own|ability|purpose|contents|usage|limitations|dependencies|properties|capabilities|advantages",
        put(0, "its"),
        after=r" (?:is|are|to|of|and|in|for|with|on)\b|[.,]",
    ),
    Frame(_SOUND, "your are|have|should|could|would|must|can't|don't|didn't|won't|cannot|want", put(0, "you")),
    Frame(_SOUND, "their is|was|isn't|wasn't", put(0, "there")),
    Frame(_SOUND, "their are|were|aren't|weren't", put(0, "there", "they")),
    Frame(_SOUND, "the are|were a|an|many|some|several|two|lots|no|not|also|the", put(0, "they", "there")),
    Frame(_SOUND, "the have a|an|many|some|several|two|lots|no|not|also", put(0, "they")),
    Frame(_SOUND, "the is|was a|an|the|no|not|also", put(0, "this", "there")),
    Frame(_SOUND, "the we|you|they have|are|need|use|can|will", put(0, "that")),
    Frame(_SOUND, "if|when|once|that|because your in|on the", put(1, "you're")),
    Frame(_SOUND, "there own", put(0, "their")),
    Frame(_SOUND, "HAVE|HAVE-SHORT lead to|me|us|them|you|him", put(1, "led")),
    Frame(_SOUND, "is|are|was|were|been|being lead by", put(1, "led")),
    Frame(
        _SOUND,
        "to|will|would|can|could|may|might|don't|not|we|you|they|never loose the|a|an|my|your|our|their|its|his|her|it|"
        "them|data|time|money|track|control|sight|interest|focus|information|everything|weight",
        put(1, "lose"),
        not_after=" ends",
    ),
    Frame(_SOUND, "lets BASE|see|say|take|start|create|do", put(0, "let's"), before=_STARTS),
    Frame(_SOUND, "lets dive|head|look|try|go|use|make|talk|change|check|move|run", put(0, "let's"), before=_STARTS),
    Frame(_SOUND, "there where some|many|no|also|several|two|lots|not", put(1, "were")),
    Frame(_SOUND, "they|we where able|not|also|just|all|GERUND", put(1, "were"), before=r"(?:\A|[.!?] |, |\w )"),
    Frame(_SOUND, "strongly|highly|always|would|I advice", put(1, "advise"), not_after=r" (?:is|was)\b"),
    Frame(_SOUND, "great|good|some|few|minute|these|many|my advises", put(1, "advice")),
    Frame(
        _ARTICLE,
        "such ADJECTIVE? NOUN-COUNTED|question|project|file|approach|process|program|structure",
        _with_article,
        not_before=r"(?:\b(?:[Nn]o|[Aa]ny|[Oo]ne|[Ss]ome|[Ee]ach|[Ee]very|[Aa]nother|[Oo]nly|[Ff]irst|[Mm]any|[Aa]ll|other|"
        r"of|two|three|few|last|as|none)|est|[Tt]here's|[Ii]s) ",
        after=_ENDS,
    ),
    Frame(
        _ARTICLE,
        "most|some|few|none|each|one|any of key|main|new|following|common|previous|existing? NOUNS|NOUNS-VERB|people",
        insert(2, "the"),
    ),
    Frame(
        _ARTICLE, "is|are|was|were|be bit", insert(1, "a"), not_after=r" (?:\d|(?:by|for)\b|field|rate|mask|flag|depth)"
    ),
    Frame(
        _ARTICLE,
        "I|we|you|they have|had problem|situation|option|bug|piece|idea|meeting",
        _with_article,
        after=_ENDS,
    ),
    Frame(
        _ARTICLE,
        "in|at|on|from|of|to|with|for|using ^same NOUN|NOUN-VERB|NOUN-TOOL|NOUNS|time|way|place|day|directory|machine|"
        "name|cluster|network|line|level|logic|code|data|content|information",
        insert(1, "the"),
        not_before=r"\b(?:the|one and|and|or|different|a|another) ",
    ),
    Frame(_ARTICLE, "is|are|was|were same as", insert(1, "the")),
    Frame(_ARTICLE, "one of most|biggest|best|largest|greatest|easiest|simplest|main|key", insert(2, "the")),
    Frame(
        _ARTICLE,
        "in|from previous|last|next|following post|article|section|chapter|step|paragraph|example|lesson|episode",
        insert(1, "the"),
        after=_ENDS,
    ),
    Frame(
        _ORDER,
        "more COMPARATIVE",
        without(0),
        not_before=words_between("or and one two three many some few any no a once"),
        not_after=r" (?:order|level)",
    ),
    Frame(_ORDER, "how .? .? .? . ^look|looks|looked like", _what_looks),
    Frame(
        _ORDER,
        "Why|How|Where I|we|you|they|he|she|it .",
        _question,
        before=r"\A",
        after=r"(?: [\w'’-]+){0,11} ?\?\s*\Z",
    ),
    Frame(
        _ORDER,
        "What I|we|you|they|he|she|it .",
        _question,
        before=r"(?:\A|[.!?] )",
        after=r"(?: (?!is\b|are\b|was\b|were\b|gonna\b)[\w'’-]+){0,10} ?\?(?:\s|\Z)",
    ),
    Frame(
        _ORDER,
        "know|see|understand|explain|learn|remember|wonder|check how|what|why|where|when "
        "is|are|was|were|can|should|will "
        "it|you|we|they|he|she",
        swapped(2),
        not_after=r"[^.]{0,60}\?",
    ),
]
