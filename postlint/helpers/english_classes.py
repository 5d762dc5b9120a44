"""The classes of English words by which frames are filled: closed ones, and forms of frequent verbs and nouns."""

from __future__ import annotations

from collections.abc import Iterable

from postlint.helpers.english_nouns import countable_nouns
from postlint.helpers.english_verbs import verbs
from postlint.helpers.particle_frames import PARTICLE_CLASSES

# Forms that are other words besides, or right where the frames look for them.
_NO_THIRD = frozenset("means focuses processes is has does".split())
_NO_PAST = frozenset(
    "was were found left felt bound lay wound ground fell saw fixed limited based put let set cut hit quit shut "
    "cost read bore forbade rose wore showed proved become come run overcome hid spread detailed".split()
)
# "The wheel is broke", the spoke of a wheel.
_STATES = frozenset("broke bit spoke shook beat went".split())
_NO_BASE = frozenset("come become overcome run put let set cut hit quit shut cost read have be do".split())
_NO_GERUND = frozenset(
    "working running existing building testing trading missing following interesting living lasting growing "
    "moving meeting opening setting understanding training being going getting using".split()
)
_VAGUE = frozenset("kind way person status".split())
_MASSES = frozenset(
    """activity argument backlog battery behavior behaviour car case character community configuration context
    conversation culture customer danger database day difference discussion document effort entity expectation expense
    experience failure feeling hour identity impression improvement insight integration interaction investment
    language license variation innovation imagination initiative inspiration preparation
    material migration minute month motivation opinion opportunity pattern philosophy policy possibility practice
    profession reputation responsibility role room second story strength talk team technology theory time transformation
    transition translation type video weakness week year""".split()
)
_PRONOUNS = "i we you they he she it".split()


def english_classes() -> dict[str, Iterable[str]]:
    """The words of each class, as they are written in the middle of a sentence, closed classes as at its start too."""
    own = [verb for verb in verbs().values() if not verb.may_be_noun]
    both = [verb for verb in verbs().values() if verb.may_be_noun]
    simple = {verb.past for verb in verbs().values() if verb.past != verb.participle} - _NO_PAST
    nouns, verbal = countable_nouns(verbs_too=False), countable_nouns(verbs_too=True)
    certain = nouns.keys() - _VAGUE
    return {
        "MODAL": [
            *"can could will would should must may might cannot".split(),
            *(f"{word}n't" for word in ("could", "would", "should", "must", "might", "wo", "ca")),
            *(f"{word}'ll" for word in ("I", *_PRONOUNS[1:], "that", "this")),
        ],
        "HAVE": "have has had having haven't hasn't hadn't Having".split(),
        "HAVE-SHORT": [
            *(f"{word}'ve" for word in ("I", "i", "we", "We", "you", "You", "they", "They")),
            "haven't",
            "hasn't",
        ],
        "SUBJECT": ["I", *_PRONOUNS, "this", "that", "which", "who", *map(str.capitalize, _PRONOUNS), "This", "That"],
        "MANY-PERSONS": "I we you they We You They".split(),
        "HE-IT": "he she it He She It".split(),
        "OBJECT": "me us you him her them people users developers everyone".split(),
        "ADVERB": "also not only never always even just still often then already actually really probably sometimes "
        "usually easily simply now directly automatically quickly definitely certainly soon again finally".split(),
        "SINCE": "not already never always just also recently finally ever since".split(),
        "WILLING": "able unable want wants wanted need needs needed how order going trying try tries tried seem "
        "seems easy easier hard difficult ability time reason chance have has had designed supposed decided hope "
        "hopes plan used like likes love required helps start starts started begin begins began continue continues "
        "not".split(),
        "THIRD": {verb.third for verb in own} - _NO_THIRD,
        "THIRD-NOUN": {verb.third for verb in both} - _NO_THIRD,
        "BASE": {verb.base for verb in own} - _NO_BASE,
        "BASE-NOUN": [verb.base for verb in both],
        "PAST": {verb.past for verb in verbs().values()} - _NO_PAST - simple,
        "SIMPLE": simple,
        "SIMPLE-BE": simple - _STATES,
        "GERUND": {verb.gerund for verb in own} - _NO_GERUND,
        "GERUND-NOUN": {verb.gerund for verb in both} - _NO_GERUND,
        "DETERMINER": "a an the my your our their its his this that these those it them us me all any some".split(),
        "NOUN": certain,
        "NOUN-VAGUE": _VAGUE,
        "NOUN-VERB": verbal.keys(),
        "NOUN-TOOL": "tool project package page class image script program story structure task bug button".split(),
        # "All evening" is right.
        "NOUN-COUNTED": certain - _MASSES - {"evening"},
        "NOUNS": {nouns[noun] for noun in certain},
        "NOUNS-FIRST": {nouns[noun].capitalize() for noun in certain},
        "NOUNS-VERB": verbal.values(),
        "SEVERAL": "many several various numerous multiple two three four five six seven eight nine ten Many "
        "Several Various Numerous Multiple Two Three Four Five Six Seven".split(),
        "THESE": "these those These Those".split(),
        "ALL": ["all"],
        "ARTICLE": ["a", "an"],
        "ADJECTIVE": "new old big small good bad great different important main other simple interesting common "
        "specific similar nice large following same technical possible useful complex easy difficult real own".split(),
        "COMPARATIVE": "easier better faster simpler bigger larger smaller cheaper clearer cleaner higher lower "
        "longer shorter stronger harder slower older newer closer deeper quicker safer richer smarter happier nicer "
        "worse".split(),
        "QUALITY": "useful slow fast easy difficult simple complex important interesting similar different helpful "
        "good high low big small large powerful expensive stable".split(),
        "MASS": "information advice software knowledge equipment homework feedback documentation stuff "
        "hardware".split(),
        "MASSES": "stuffs advices equipments knowledges hardwares homeworks".split(),
        "PERSONS": "people developers users engineers managers customers readers workers players leaders owners teams "
        "companies students friends colleagues clients authors professionals programmers testers those guys".split(),
        **PARTICLE_CLASSES,
    }
