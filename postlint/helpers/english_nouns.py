"""Countable nouns of English that texts about work and software have, for the frames in which number is wrong."""

from __future__ import annotations

from functools import cache

from postlint.helpers.english_verbs import plural

# Those that are no verbs.
_NOUNS = """
accountant achievement acronym activity actor adapter adjective administrator advantage advisor agency agent agreement
airport album algorithm ambition analyst animal annotation announcement application appointment architect area
argument arrangement array article artifact artist aspect assertion asset assignment assistant assumption attachment
baby backlog badge barrier battery bean beginner behavior behaviour belief bike bird blob blog bottle bottleneck
boundary boy brother browser bubble bucket cable calendar callback camera campaign candidate car card career case cat
category cell century certificate chair challenge channel chapter character chart chip circle circumstance citizen
city client clue codebase colleague collection column comma committer community company competitor compiler complaint
component computer concept conclusion condition conference configuration connection connector consequence constraint
consultant consumer container context contribution contributor controller convention conversation cookie corner
corporation country course cousin crate creator credential criterion crowd culture currency curve customer danger
database day deadline decade decision declaration definition degree demo department dependency deployment description
designer destination developer device diagram dictionary difference difficulty digit dilemma dimension directive
directory disadvantage discussion doctor dog dollar domain dot drawback driver duty ecosystem edge editor effort
election element employee endpoint engine engineer enhancement enterprise entity entry environment episode equation
error evening exam example exception expectation expense expert explanation expression extension fact failure fan
father feature feeling finger flag flaw flight folder font formula forum foundation founder framework freelancer
friend galaxy game gap garden gateway generation generator gift girl goal gradient graph guest guideline guy habit
handler header heading headline hero histogram hobby hole holiday hotel hour house icon idea identifier identity
impression improvement incident indicator industry ingredient initiative insight instance institution instruction
instructor instrument integration intention interaction interval interviewee interviewer investment investor
invitation invoice island item iteration job joke journalist journey key keyword kid kind kitchen language laptop
lawyer layer leader learner lesson letter library license limitation line listener loan location logo macro maintainer
manager manufacturer material measurement mechanism meeting meetup member mentor menu message metaphor method
methodology metric migration mile milestone mindset minute mission mistake mode module moment month mother motivation
mountain movie museum myth nation neighbor neuron newcomer newsletter node norm notebook notification noun novel nurse
objective obstacle occasion occurrence ocean officer operation operator opinion opponent opportunity option
organization outcome owner packet panel paragraph parameter parent parser participant partner passenger password path
patient pattern payment penalty permission person perspective phase philosophy photo piece pipeline pitfall pixel
placeholder planet platform playbook player plugin podcast pointer policy politician portion possibility practice
preference prerequisite presentation principle priority problem procedure processor producer product profession
programmer property proposal prospect protocol prototype provider publisher quarter quota reaction reader receipt
receiver recipe recommendation recruiter reference region registry relationship reminder replica repository reputation
requirement researcher reservation resource response responsibility restaurant restriction retrospective reviewer
river road roadmap robot role room router routine row runner satellite scanner scenario scene schema school scientist
screenshot section sector segment selector seminar sensor sentence server session shop shortcut signature simulation
sister site situation skill slot snapshot snippet society socket solution song speaker specialist specification
spreadsheet sprint stakeholder startup statement station statistic status step storm stranger strategy street strength
student submission subscriber subscription suggestion summary supplier symbol symptom sysadmin system table tablet
tactic talent talk teacher team teammate technique technology template tenant tendency tester theme theory thing
thread threat threshold thumbnail ticket timeout timer timezone token topic toy trademark tradeoff tradition trait
transaction transformation transition translation tree trial trip tutorial typo unit university user variable variant
vector vendor version victim video viewer village violation virus vision visitor vulnerability wall wallet warning way
weakness webinar website week week-end weekend wheel widget window worker workflow workshop workspace writer year zone
"""
# Those that are: “these change” may be a sentence.
_VERBS = """
action answer approach attempt author award benefit bill bit book branch bug button cause change class color
colour command comment commit conflict contract counter debate delay detail document email event excuse
exercise experiment factor field figure file form format function group hack hint image interface interview issue
judge label limit link list lock loop machine market measure model note number object order package page pair part
patch phone picture place plan point position post price process profile program project promise query question
quote rate reason release report request result reward risk rule sample scale schedule script service shape signal
slide sort stage store story stream structure style surprise survey target task test tip tool trend trick type
update upgrade value view visit volunteer word
"""
_IRREGULAR = {"person": "people", "criterion": "criteria", "child": "children", "man": "men", "woman": "women"}


@cache
def countable_nouns(*, verbs_too: bool) -> dict[str, str]:
    """Frequent countable nouns, each with its plural, by whether they are verbs too."""
    return {noun: _IRREGULAR.get(noun) or plural(noun) for noun in (_VERBS if verbs_too else _NOUNS).split()}


@cache
def _plurals() -> dict[str, str]:
    return countable_nouns(verbs_too=False) | countable_nouns(verbs_too=True)


@cache
def _singulars() -> dict[str, str]:
    return {more: one for one, more in _plurals().items()}


def plural_of(noun: str) -> str:
    """The plural of one of the nouns."""
    return _plurals()[noun]


def is_singular(word: str) -> bool:
    """Whether a word is one of the nouns, in the singular."""
    return word in _plurals()


def is_plural(word: str) -> bool:
    """Whether a word is the plural of one of the nouns."""
    return word in _singulars()


def singular_of(noun: str) -> str:
    """The singular of the plural of one of the nouns."""
    return _singulars()[noun]
