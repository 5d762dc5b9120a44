"""Countable nouns of English that texts about work and software have, for the frames in which number is wrong."""

from __future__ import annotations

from functools import cache

from postlint.helpers.english_verbs import plural

# Those that are no verbs.
_NOUNS = """
accountant achievement acronym activity adjective advantage agreement airport album algorithm ambition animal
announcement application appointment architect area argument arrangement article aspect assumption baby backlog badge
barrier battery beginner behavior behaviour belief bike blog bottle bottleneck boy brother bubble cable camera
campaign candidate car career case category cell century certificate chair challenge chapter character circle
circumstance city client codebase colleague column committer community company competitor complaint component computer
concept conclusion condition conference configuration connection constraint consultant container context contribution
contributor controller conversation cookie corner country course cousin criterion crowd culture currency curve
customer danger database day deadline decision definition degree demo department dependency deployment designer
destination developer device diagram dictionary difference difficulty dilemma dimension directory disadvantage
discussion doctor domain drawback driver duty edge editor effort element employee endpoint engineer enterprise entity
entry environment equation error evening exam example exception expectation expense expert explanation extension fact
failure father feature feeling flag flaw flight folder foundation framework freelancer friend game gap garden
generation gift girl goal graph guideline habit hero hotel hour house icon idea identity impression improvement
incident indicator industry ingredient initiative insight instance institution instruction instructor instrument
integration intention interaction interviewee interviewer investment investor invitation invoice island item iteration
job joke journalist journey key keyword kid kind kitchen language lawyer layer leader lesson letter library license
limitation line location logo maintainer manager manufacturer material mechanism meeting meetup member mentor message
metaphor method metric migration milestone mindset minute mission mistake mode module moment month mother motivation
mountain movie museum myth nation neighbor newcomer newsletter node norm notebook notification noun novel nurse
objective obstacle occasion ocean officer operation opinion opponent opportunity option organization outcome paragraph
parameter parent participant partner passenger password path pattern payment penalty person perspective phase
philosophy photo piece pipeline pixel platform player plugin podcast policy politician portion possibility practice
preference prerequisite presentation principle priority problem product profession property proposal protocol
prototype provider quarter reaction reader recipe recommendation recruiter reference region relationship repository
reputation requirement researcher resource response responsibility restaurant restriction retrospective reviewer river
road roadmap role room routine row satellite scenario schema school scientist screenshot section sector segment
seminar sentence server session shortcut simulation sister site situation skill slot snippet society solution song
speaker specialist specification spreadsheet sprint stakeholder startup statement station statistic status step storm
stranger strategy street strength student submission suggestion summary supplier symbol symptom sysadmin system table
talent talk teacher team teammate technique technology template tendency tester theme theory thing thread threat
threshold ticket token topic toy tradition transaction transformation transition translation trial trip tutorial typo
unit university user variable vendor version victim video viewer village virus vision visitor vulnerability wall
warning way weakness webinar website week week-end widget window worker workflow workshop workspace writer year zone
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
