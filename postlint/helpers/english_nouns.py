"""Countable nouns of English that texts about work and software have, for the frames in which number is wrong."""

from __future__ import annotations

from functools import cache

from postlint.helpers.english_verbs import plural

# Those that are no verbs.
_NOUNS = """
acronym activity adjective advantage airport album algorithm animal application architect argument article aspect
assumption baby backlog beginner behavior behaviour belief bike blog boy brother candidate car case chair
challenge chapter character city client colleague column committer company component computer concept condition
conference consultant contributor conversation country course cousin criterion customer database day deadline
decision dependency designer developer device difference difficulty directory disadvantage discussion doctor
drawback editor element employee engineer environment error example exception expert extension father feature folder
framework freelancer friend game girl goal habit hotel hour house idea initiative insight instance island
item journalist keyword kid kind kitchen language lawyer leader lesson letter library limitation line maintainer
manager meeting meetup member message method metric milestone minute mistake module month mother mountain movie myth
neighbor newcomer newsletter noun nurse objective ocean operation opinion opportunity option organization paragraph
parameter parent pattern person photo piece player plugin podcast politician practice presentation principle problem
product property provider reader recruiter requirement researcher resource response responsibility restaurant
reviewer river roadmap role row scenario scientist section seminar sentence server sister site situation
skill solution song specialist sprint stakeholder startup status step strategy street strength student symbol system
table talk teacher team teammate technique technology tester theory thing ticket topic toy tutorial user variable
vendor version video viewer visitor way weakness webinar website week week-end workshop year
"""
# Those that are: “these change” may be a sentence.
_VERBS = """
action answer approach author benefit bit book bug button change class color colour command detail document email
event factor field file form format function hint image interface issue link list machine measure number object
package page part phone picture place point post process program project query question reason release request
result rule script service sort story structure task test tip tool trick type value word
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


def singular_of(noun: str) -> str:
    """The singular of the plural of one of the nouns."""
    return _singulars()[noun]
