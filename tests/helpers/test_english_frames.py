"""Each guard of a frame of English from both sides: what is found, and the same words where another reading is left."""

from __future__ import annotations

import pytest

from postlint import Document
from postlint.config.rule_files import load_rules, rules_folder
from postlint.helpers import word_frames
from postlint.helpers.english_frames import english_frames
from postlint.helpers.word_frames import Frame, slips

EN = "The list of the day is for you and me, and it is not as long as it was. "
VERB, NUMBER, SOUND = "text/verb-form", "text/agreement", "text/sound-alike"
ARTICLE, ORDER, WORD = "text/missing-article", "text/word-order", "text/missing-word"
GUARDS = [
    (SOUND, "It is like this for you personal list.", "It is for you personal, Ann."),
    (SOUND, "It is like this for you own list.", "It is an app for you own the list."),
    (ARTICLE, "It is in same list.", "It is different in same list."),
    (VERB, "Tell users setup the list.", "See how users setup the list."),
    (VERB, "We look forward to create it.", "We look forward to create days."),
    (NUMBER, "There are two developer.", "The number two developer."),
    (NUMBER, "There are two developer of it.", "There are two developer of business."),
    (SOUND, "It was on you phone by then.", "It writes it for you line by line."),
    (SOUND, "See whats new.", "See the whats new."),
    (SOUND, "See whats new.", "See whats here."),
    (WORD, "It is good, as opposed having it.", "We opposed having it."),
    (WORD, "It is here in order for us create a list.", "We got an order for us create a list."),
    (WORD, "It is good as long the list is here.", "How long the list is."),
    (WORD, "It is here, as well the list.", "It goes well the list says."),
    (WORD, "It is due the list.", "It is due the next day."),
    (WORD, "See some the developers.", "See for some the developers."),
    (SOUND, "It is into you project.", "It is into you project managers."),
    (NUMBER, "These is a list.", "See if These is a list."),
    (NUMBER, "Each of the developers are here.", "See what each of the developers are."),
    (VERB, "It can makes it.", "See how will makes it."),
    (VERB, "The list didn't worked.", "See what didn't worked out well show."),
    (VERB, "The list did not wrote it.", "This is what did not wrote."),
    (VERB, "The list that can adjusted.", "It is as long as it can adjusted."),
    (VERB, "You should consider to create it.", "The options that they consider to create it."),
    (VERB, "By making possible to see it, we win.", "What is making possible to see it."),
    (VERB, "It is here because is new.", "It is here only because is new."),
    (VERB, "We can creating a list.", "It is better than we can creating a list."),
    (NUMBER, "There are two developer today or so.", "The number two developer today or so is here."),
    (NUMBER, "There are few developer.", "There are few developer tools."),
    (NUMBER, "There are a couple of developer.", "There are a couple of developer tools."),
    (NUMBER, "It is for all developer that we have.", "It fits all developer that we have."),
    (NUMBER, "See all developer that we have.", "See all developer tools."),
    (NUMBER, "See other developer that we have.", "See other developer tools."),
    (NUMBER, "It is in different developer.", "It is in different developer tools."),
    (NUMBER, "It is a number of developer.", "It is a number of developer tools."),
    (NUMBER, "It is a lot of developer.", "It is a lot of developer tools."),
    (NUMBER, "It is one of the best developer.", "It is one of the best developer tools."),
    (NUMBER, "It is one of the best developer.", "It is the one of the best developer."),
    (NUMBER, "It is a options.", "It is a tests suite."),
    (NUMBER, "There is no developers.", "There is no developers guide."),
    (NUMBER, "I like these software.", "I like these software tools."),
    (NUMBER, "I like many software.", "I like many software tools."),
    (NUMBER, "It is a several option.", "It is option a several of us know."),
    (NUMBER, "Here are the developer.", "Here are the developer tools."),
    (NUMBER, "It is an advice.", "It is an advice of hers."),
    (NUMBER, "See how much developers.", "See how much developers earn."),
    (NUMBER, "See how much people.", "See how much people are here."),
    (NUMBER, "See how much people.", "See how much people like."),
    (NUMBER, "This make sense.", "Let us see if This make sense."),
    (NUMBER, "Developers seems to like it.", "See Developers seems to like it."),
    (NUMBER, "It is good if developers seems to like it.", "The list of developers seems to like it."),
    (NUMBER, "This lead to it.", "See what This lead to."),
    (NUMBER, "User have it.", "See User have it."),
    (NUMBER, "Here this tests are good.", "See all this tests can show."),
    (NUMBER, "It is a multiple developers.", "It is a multiple developers list."),
    (NUMBER, "It is here because the developer are here.", "The list of the developer are here."),
    (NUMBER, "It is here because this allow it.", "Whatever this allow is here."),
    (NUMBER, "It is here because it don't work.", "Whatever it don't work."),
    (NUMBER, "The developers creates it.", "See The developers creates it."),
    (NUMBER, "These developers is here.", "See These developers is here."),
    (NUMBER, "The developer create it.", "See The developer create it."),
    (NUMBER, "It is good if the developer create it.", "It is good if the developer create operation is here."),
    (NUMBER, "It is a developer that create it.", "Let a developer that create."),
    (SOUND, "It is its very useful to me.", "It is its very useful list."),
    (SOUND, "Look over it's palette.", "We think over it's palette."),
    (SOUND, "See it's ability.", "See it's ability shown."),
    (SOUND, "Do not loose the list.", "Do not loose the ends."),
    (SOUND, "Now lets run it.", "The team lets run it."),
    (SOUND, "Now lets explain it.", "The team lets explain it."),
    (SOUND, "So we where also there.", "So (we where also there)."),
    (SOUND, "I strongly advice it.", "A strongly advice is."),
    (ARTICLE, "It is in previous chapter.", "It is in previous chapter headings."),
    (ORDER, "It is more nicer.", "It is more nicer level."),
    (ORDER, "\n\nWhy we need it?", "\n\nSee Why we need it?"),
    (ORDER, "What we need?", "See What we need?"),
    (ORDER, "See how can we do it.", "See how can we do it?"),
]


@pytest.mark.parametrize(("rule", "wrong", "right"), GUARDS)
def test_what_stands_beside_decides(rule: str, wrong: str, right: str) -> None:
    found, left = (
        [*slips(Document("content/a.md", EN + text + "\n"), rule, "en", english_frames)] for text in (wrong, right)
    )
    assert len(found) == 1, "found"
    assert not left, "left alone"


def test_each_guard_of_a_frame_has_an_example_on_either_side() -> None:
    """Of the examples of rules and those above, one is kept from being found by this guard alone."""
    frames = english_frames()
    shown: set[tuple[int, str]] = set()
    examples = [
        example.text
        for rule in load_rules(rules_folder(), {frame.rule for frame in frames.frames}).values()
        for example in (*rule.good, *rule.bad)
    ]
    for text in (*examples, *(EN + sentence for _, *pair in GUARDS for sentence in pair)):
        doc = Document("content/a.md", text.replace("⟦", "").replace("⟧", ""))
        near = frames.near(doc.tokens, doc.words.keys())
        for passage in doc.passages if near else ():
            plain = word_frames._plain(passage.text)
            for frame, words in near:
                for start, end in word_frames._places(plain, " ".join(words)):
                    others = [
                        guard for guard in GUARDING if not word_frames._fits(only(frame, guard), plain, start, end)
                    ]
                    if len(others) == 1 and word_frames._fits(only(frame), plain, start, end) and frame.right(words):
                        shown.add((frames.frames.index(frame), others[0]))
    lacking = [
        (frame.rule, frame.slots, guard)
        for number, frame in enumerate(frames.frames)
        for guard in GUARDING
        if getattr(frame, guard) and (number, guard) not in shown
    ]
    assert lacking == [], "add a pair of sentences to GUARDS"


GUARDING = ("before", "not_before", "after", "not_after")


def only(frame: Frame, guard: str = "") -> Frame:
    """A frame with one of its guards alone."""
    return frame._replace(**{name: "" for name in GUARDING if name != guard})


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (VERB, "We allow users create it.", ("allow users to create",)),
        (VERB, "It allowed them creating it.", ("allowed them to create",)),
        (NUMBER, "It is a my list.", ("my", "a")),
        (NUMBER, "Here are the developer.", ("Here are the developers",)),
        (SOUND, "So lets explain it.", ("let's explain",)),
        (ARTICLE, "It is in previous chapter.", ("in the previous chapter",)),
        (ORDER, "It is more nicer.", ("nicer",)),
    ],
)
def test_what_to_write(rule: str, wrong: str, right: tuple[str, ...]) -> None:
    (slip,) = slips(Document("content/a.md", EN + wrong + "\n"), rule, "en", english_frames)
    assert slip.right == right
