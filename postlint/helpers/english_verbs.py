"""Frequent verbs of English and their forms, for the frames in which another form would be right."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

# Those that are no nouns and no adjectives besides.
_REGULAR = """
absorb accelerate accept accommodate accompany accomplish accumulate achieve acknowledge acquire activate adapt add
adjust admire admit adopt advertise advise affect afford agree align allocate allow alter amaze amplify analyse
analyze announce annoy anonymize anticipate apologize appear apply appoint appreciate approve argue arrange arrive ask
assemble assert assess assign assist assume assure attach attend attract authenticate authorize automate avert avoid
await behave believe belong borrow bother broaden browse calculate cancel captivate carry categorize cater cease
celebrate centralize cite clarify classify coerce coincide collaborate collect combine commence communicate commute
compare compel compensate compete compile complain complicate comply compose comprehend compress comprise concatenate
conceive concentrate conclude condemn confess configure confirm conform confront confuse congratulate connect conquer
consider consist consolidate construct consult consume contain contemplate continue contradict contribute converge
convert convey convince cooperate coordinate correlate correspond create criticize cultivate customize deactivate
deceive decide declare decode decouple decrypt dedicate deduce deduct deem deepen defend defer define degrade delegate
delete deliver demonstrate denote deny depart depend depict deploy deprecate deprive derive describe deserve destroy
detach detect deteriorate determine develop deviate devote diagnose differ differentiate digitize diminish disable
disagree disallow disappear disappoint discard disclose disconnect discourage discover discuss dismiss dispose disrupt
dissect dissolve distinguish distribute disturb diverge dominate donate earn educate elect elevate eliminate embarrass
embed embody emerge emit emphasize employ empower enable encapsulate encode encompass encourage encrypt endure enforce
engage enhance enjoy enlarge enrich ensure enter entertain enumerate envision equate equip erase erode escalate
establish evaluate evoke evolve exaggerate examine exceed excite exclude execute exert exist expand expect expire
explain explode explore expose extend facilitate fail fascinate fetch finalize flatten follow formalize formulate
foster frighten frustrate fulfill gather generalize generate govern greet happen hesitate hinder identify ignore
illuminate illustrate imagine imitate immerse impair implement implicate imply impose impress improve incline include
incorporate incur indicate induce indulge infer inflict inform ingest inherit inhibit initialize initiate inject
innovate insert insist inspect inspire install instantiate instruct integrate intend intensify interact interfere
interpolate interpret intervene intimidate introduce invalidate invent invert invest investigate invite invoke involve
irritate isolate iterate join juggle justify learn liberate listen locate maintain manage manipulate maximize mediate
memorize mention migrate minimize mitigate modify motivate multiply mutate navigate negotiate nominate normalize
notify nurture obey observe obsess obtain occur omit operate oppose optimize orchestrate organise originate outperform
outsource outweigh overlook oversimplify overwhelm parallelize parse participate penetrate perceive perform permeate
persist personalize persuade pinpoint ponder populate portray possess postpone precede preclude predict prefer prepare
prescribe preserve presume pretend prevail prevent prioritize proclaim procrastinate prohibit promote propagate
propose protect provide provoke publicize publish punish pursue quantify rationalize realise realize reassure receive
recharge recite reckon recognize recommend reconcile reconnect reconsider reconstruct recover recreate recur redirect
redistribute reduce refactor refer refine reflect refresh refuse regain regenerate regulate reimburse reinforce
reinstall reinvent relate relive reload rely remain remember remind remove rename renew reopen reorder reorganize
replace replicate represent reproduce require resemble reside resign resist resolve resonate respond restore restrain
restrict retain retire retrieve reunite reveal revise revoke rotate satisfy scrutinize seem select serialize serve
shorten simplify simulate soften solve specialize specify speculate stabilize standardize stimulate streamline
strengthen strive submit subscribe subtract succeed suffer suggest summarize supervise suppose suppress surpass
surround survive sustain synchronize tackle tempt tend terminate terrify threaten thrive tighten tolerate transform
translate traverse unfold unify uninstall unlock unpack unsubscribe unveil utilize validate vanish vary verify violate
visualize warn weaken widen worry worsen
"""
# Those that are: "can process" may be a verb, "the process" is none.
_REGULAR_NOUNS = """
address advance aggregate aim articulate associate attack attempt award balance base benefit bill block branch call
calm care cause challenge change charge cheat check click clone close code collapse comment commit concern contact
contract control copy cover crash crawl cry cycle damage debate debug decline decrease defeat delay demand design
desire digest display dive document download draft dress drop dump duplicate ease edit elaborate embrace encounter
end estimate exhibit export express extract face fear feature figure fill filter finish fit fix focus force fork
format frame function gain grant group guarantee guess guide hack handle harm hate help highlight hint hire hope
host impact import increase influence insult interest interrupt interview issue judge jump kill label lack lament
land last laugh launch leverage lie lift like limit link list live load lock log look loop love map mark market
match matter measure merge miss mix mock model monitor move name need neglect note notice offer open order organize
outline own pack paint pair pass paste patch pause permit pick place plan play plug point poison position post
practice praise present press price print proceed process produce profile profit program project promise pull push
question queue quote race raise rank rate reach react reason recall record recruit regard register regret reject
release render rent repair repeat reply report request rescue research reserve respect rest restart result resume
retry return reuse review reward risk roll rule sample save scale scan scare schedule score scroll search separate
share shift ship shout sign signal sketch skip slide slow smile sort sound split spot stack stage start state stay
step stop store stream stress structure struggle study style substitute supply support surprise surrender survey
suspect switch table tag target taste team term test thank touch trace track trade train transfer travel treat trend
trigger trim trust try tune turn type update upgrade use view visit volunteer vote wait walk want wash watch weigh
whisper wish wonder work wrap yield
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
    """admit ban begin commit compel control cut debug defer dig drag drop embed emit equip fit forget fulfil get grab
    hit incur infer let log map occur omit permit plan plug prefer program propel put quit rebel recur refer regret
    run scan set ship shut sit skip spot stem stop submit swap tag transfer trim win wrap""".split()
)
"""The last letter of these is doubled before an ending."""


class Verb(Struct, frozen=True):
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
    by_base: dict[str, Verb] = {}
    for text, noun in ((_REGULAR, False), (_REGULAR_NOUNS, True)):
        for base in text.split():
            past = _past(base)
            by_base[base] = Verb(base, plural(base), past, past, _gerund(base), noun)
    for text, noun in ((_IRREGULAR, False), (_IRREGULAR_NOUNS, True)):
        for line in text.split("|"):
            base, past, participle = line.split()
            by_base[base] = Verb(base, plural(base), past, participle, _gerund(base), noun)
    by_base["be"] = Verb("be", "is", "was", "been", "being", False)
    by_base["have"] = Verb("have", "has", "had", "had", "having", False)
    return by_base


@cache
def _by_form() -> dict[str, Verb]:
    by_form: dict[str, Verb] = {}
    for verb in verbs().values():
        for form in (verb.base, verb.third, verb.past, verb.participle, verb.gerund):
            by_form.setdefault(form, verb)
    return by_form


def verb_of(form: str) -> Verb:
    """The verb of a form."""
    return _by_form()[form]


def is_verb(form: str) -> bool:
    """Whether a word is a form of one of the verbs."""
    return form in _by_form()


def is_plain_verb(word: str) -> bool:
    """Whether a word is the base form of one of the verbs, and neither a noun nor an adjective besides."""
    verb = verbs().get(word)
    return verb is not None and not verb.may_be_noun


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
