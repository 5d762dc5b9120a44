"""Frequent verbs of English and their forms, for the frames in which another form would be right."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

# Those that are no nouns and no adjectives besides.
_REGULAR = """
accelerate accept accommodate accompany accomplish accumulate achieve acquire activate adapt add adjust admit adopt
advise affect agree allocate allow alter analyse analyze announce anticipate apologize appear apply appoint
appreciate approve argue arrange arrive ask assemble assert assess assign assist assume assure attach
attend attract automate avoid await behave believe belong calculate cancel carry celebrate clarify classify
collaborate collect combine commit communicate commute compare compete compile complain comply compose comprise
conclude configure confirm confuse connect consider consist contain continue contribute convert convince coordinate
correspond create customize decide declare dedicate deem defend define delegate delete deliver demonstrate deny
depend deploy derive describe deserve destroy detect determine develop differ disable disagree disappear discover
discuss distinguish distribute earn educate elect eliminate embed emerge emit emphasize employ enable encapsulate
encourage engage enhance enjoy enrich ensure enter establish evaluate evolve examine exceed exclude execute exist
expand expect expire explain explode explore expose extend facilitate fail fetch follow fulfill gather generate
happen hesitate identify ignore illustrate imagine implement implicate imply impose impress improve incline include
incorporate indicate inform initialize inject insert insist inspect inspire install integrate intend interact
interpret introduce invent invest investigate invite invoke involve iterate join justify learn listen maintain
manage mention migrate minimize modify motivate multiply negotiate notify observe obtain occur operate oppose
optimize organise parse participate perceive perform persist persuade postpone predict prefer prepare preserve
presume pretend prevent prioritize prohibit promote propose protect provide publish pursue react realise realize
receive recognize recommend reconsider recover reduce refactor refer reflect refuse reinforce relate reload rely
remain remember remind remove rename reorganize replace represent require resist resolve respond restore restrict
retain retrieve reveal satisfy seem select serve simplify solve specify strengthen submit succeed suffer suggest
summarize suppose survive synchronize tend transform translate validate vary verify warn worry worsen
"""
# Those that are: "can process" may be a verb, "the process" is none.
_REGULAR_NOUNS = """
articulate
advance aggregate associate attempt balance base benefit block call care cause change charge check click close code
collapse comment concern contact control copy cover crash cry damage debate debug decline decrease delay demand
design desire display dive document download drop duplicate ease edit elaborate embrace encounter end estimate
export express extract face fear feature fill filter finish fit fix focus force format function gain grant guarantee
guess guide handle hate help highlight hire hope host impact import increase influence interest interrupt issue
judge jump kill label lack land last laugh launch lie like limit link list live load lock log look love mark match
matter measure merge miss mix model monitor move name need note notice offer open order organize own pack pass
permit pick place plan play point post practice praise present press print proceed process produce profit program
project promise pull push question quote raise reach reason recall record recruit regard register regret reject
release rent repair repeat reply report request research reserve respect rest restart result retry return reuse
review reward risk roll rule save scale schedule score search separate share shift ship shout sign skip slow smile
sort sound stack start state stay stop store stream stress structure struggle study style supply support surprise
suspect switch target taste test thank touch trace track train transfer travel treat trigger trust try turn type
update upgrade use visit vote wait walk want wash watch wish wonder work wrap
"""
# Base form, past, participle.
_IRREGULAR = """
become became become | begin began begun | bind bound bound | bring brought brought | choose chose chosen | come
came come | dig dug dug | do did done | eat ate eaten | forbid forbade forbidden | forget forgot forgotten | forgive
forgave forgiven | get got got | give gave given | grow grew grown | hear heard heard | know knew known | lend lent
lent | lose lost lost | overcome overcame overcome | overwrite overwrote overwritten | prove proved proven | see saw
seen | seek sought sought | send sent sent | sing sang sung | sit sat sat | speak spoke spoken | spend spent spent |
swear swore sworn | teach taught taught | tell told told | think thought thought | understand understood understood
| undergo underwent undergone | undertake undertook undertaken | undo undid undone | wake woke woken | wear wore
worn | withdraw withdrew withdrawn | write wrote written | outgrow outgrew outgrown | foresee foresaw foreseen |
redo redid redone
"""
_IRREGULAR_NOUNS = """
put put put | let let let | set set set | cut cut cut | hit hit hit | quit quit quit | shut shut shut | cost cost cost |
read read read |
bend bent bent | bite bit bitten | blow blew blown | break broke broken | build built built | buy bought bought |
catch caught caught | deal dealt dealt | draw drew drawn | dream dreamt dreamt | drink drank drunk | drive drove
driven | fall fell fallen | feed fed fed | feel felt felt | fight fought fought | find found found | fly flew flown
| freeze froze frozen | go went gone | hang hung hung | hide hid hidden | hold held held | keep kept kept | lay laid
laid | lead led led | leave left left | make made made | mean meant meant | meet met met | mistake mistook mistaken
| override overrode overridden | pay paid paid | rewrite rewrote rewritten | ride rode ridden | ring rang rung |
rise rose risen | run ran run | say said said | sell sold sold | shake shook shaken | shine shone shone | show
showed shown | sink sank sunk | sleep slept slept | stand stood stood | steal stole stolen | stick stuck stuck |
strike struck struck | swim swam swum | take took taken | tear tore torn | throw threw thrown | win won won
"""
_DOUBLED = frozenset(
    """admit ban begin commit control cut debug dig drag drop embed emit fit forget fulfil get grab hit let log map
    occur permit plan plug prefer program propel put quit rebel refer regret run set ship shut sit skip spot stem
    stop submit swap tag transfer trim win wrap""".split()
)
"""The last letter of these is doubled before an ending."""


class Verb(NamedTuple):
    """The forms of a verb."""

    base: str
    third: str
    """As in “she writes”."""
    past: str
    participle: str
    gerund: str
    may_be_noun: bool
    """Whether the base form is a noun or an adjective too."""


@cache
def verbs() -> dict[str, Verb]:
    """The frequent verbs of English, by their base forms."""
    found: dict[str, Verb] = {}
    for text, noun in ((_REGULAR, False), (_REGULAR_NOUNS, True)):
        for base in text.split():
            past = _past(base)
            found[base] = Verb(base, plural(base), past, past, _gerund(base), noun)
    for text, noun in ((_IRREGULAR, False), (_IRREGULAR_NOUNS, True)):
        for line in text.split("|"):
            base, past, participle = line.split()
            found[base] = Verb(base, plural(base), past, participle, _gerund(base), noun)
    found["be"] = Verb("be", "is", "was", "been", "being", False)
    found["have"] = Verb("have", "has", "had", "had", "having", False)
    return found


@cache
def _by_form() -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    for verb in verbs().values():
        for form in (verb.base, verb.third, verb.past, verb.participle, verb.gerund):
            found.setdefault(form, verb)
    return found


def verb_of(form: str) -> Verb:
    """The verb of a form."""
    return _by_form()[form]


def is_verb(form: str) -> bool:
    """Whether a word is a form of one of the verbs."""
    return form in _by_form()


def plural(word: str) -> str:
    """A noun in the plural, or a verb as in “she writes”."""
    if word.endswith(("s", "x", "z", "ch", "sh", "go", "do")):
        return word + "es"
    if word[-1] == "y" and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _past(base: str) -> str:
    if base[-1] == "e":
        return base + "d"
    if base[-1] == "y" and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + (base[-1] if base in _DOUBLED else "") + "ed"


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base[-1] == "e" and base != "see":
        return base[:-1] + "ing"
    return base + (base[-1] if base in _DOUBLED else "") + "ing"
