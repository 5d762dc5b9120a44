"""Frames of English verbs with a particle that are written as one word, as the nouns are: “to setup a list”."""

from __future__ import annotations

from collections.abc import Sequence

from postlint.helpers.frame_repairs import Repair
from postlint.helpers.word_frames import BEGINNINGS, END_MARKS, Frame, words_between

_VERB = "text/verb-form"
_PARTICLES = {
    "up": "set back clean look make mock pick sign start speed follow warm wrap build line mix round ramp spin pop sum "
    "end scale",
    "down": "break lock shut slow",
    "in": "check log opt plug sign",
    "out": "check hang lay log opt print roll sign time try work",
    "off": "cut drop hand kick log pay trade",
    "on": "log",
    "back": "fall play roll",
    "over": "hand take",
    "around": "work",
    "through": "walk",
}
_SPLIT = {
    f"{verb}{between}{particle}": f"{verb} {particle}"
    for particle, verbs in _PARTICLES.items()
    for verb in verbs.split()
    for between in ("", "-")
}
"""The verbs as one word or with a hyphen, and as they are written."""
PARTICLE_CLASSES = {"PARTICLE": [*_SPLIT]}


def _in_two_words(place: int) -> Repair:
    """A verb at a place, counted from the end, in two words."""

    def repair(words: Sequence[str]) -> tuple[str, ...]:
        new = [*words]
        verb = new[place]
        parted = _SPLIT[verb.lower()]
        new[place] = parted if verb.islower() else parted.capitalize()
        return (" ".join(new),)

    return repair


# "How can backup files be kept?": the noun, which a question has put behind the verb.
_QUESTION_WORDS = words_between("how what why when where which")
_BEHIND = (
    *END_MARKS,
    *words_between("to for in on with by as from at using via and so when if"),
)
_GOES_ON = "DETERMINER|to|from|into"

PARTICLE_FRAMES = [
    Frame(_VERB, "MODAL ^ADVERB? PARTICLE", _in_two_words(-1), not_before=_QUESTION_WORDS),
    Frame(_VERB, "WILLING|asked|recommend|needing|wanting|sure ^to ^ADVERB? PARTICLE", _in_two_words(-1)),
    Frame(_VERB, "to ^ADVERB? PARTICLE DETERMINER", _in_two_words(-2)),
    Frame(_VERB, "don't|doesn't|didn't ^ADVERB? PARTICLE", _in_two_words(-1)),
    Frame(_VERB, "do|does|did ^not ^ADVERB? PARTICLE", _in_two_words(-1)),
    Frame(_VERB, f"MANY-PERSONS ^ADVERB? PARTICLE {_GOES_ON}", _in_two_words(-2)),
    Frame(_VERB, f"please|let's ^ADVERB? PARTICLE {_GOES_ON}|and|for|with", _in_two_words(-2)),
    Frame(
        _VERB,
        "way|ways|use|used|using|attempting|attempt|steps|guide|instructions|script|command ^to ^PARTICLE",
        _in_two_words(-1),
        not_after=" time",
    ),
    Frame(_VERB, "help|helps|helped|you|users ^PARTICLE DETERMINER", _in_two_words(-2), not_before=_QUESTION_WORDS),
    Frame(_VERB, "be|been|being ^PARTICLE", _in_two_words(-1), after=_BEHIND),
    Frame(
        _VERB,
        "setup|checkout|login|signup|backup|cleanup|shutdown|rollback my|the|our|this|your|a|an",
        _in_two_words(0),
        before=BEGINNINGS,
    ),
    Frame(_VERB, "and|then|or ^PARTICLE the|my|our|your|a|an|this", _in_two_words(-2)),
    # Behind "I" and an adverb, no noun can stand.
    Frame(_VERB, "I ^ADVERB? PARTICLE", _in_two_words(-1)),
    Frame(_VERB, "manually|automatically|successfully|easily PARTICLE", _in_two_words(-1)),
]
