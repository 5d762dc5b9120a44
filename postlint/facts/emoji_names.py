"""Names of emoji, `:tada:`, which show as they were typed where the site does not make pictures of them."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.document.document import Document
from postlint.facts.page import Leftover
from postlint.lazy_regex import pattern

_NAME = pattern(r":(?<![\w/:]:)([a-z0-9_+-]{2,30}):(?![\w/:])")
# Names that are no words of a language of their own, or stand for nothing else between colons.
_KNOWN = frozenset(
    """+1 -1 100 1st_place_medal alarm_clock angry arrow_down arrow_right arrow_up astonished balloon beer beers blush
    boat bomb book books boom bow brain bug bulb cake calendar camera cat cactus chart_with_upwards_trend
    cherry_blossom christmas_tree clap clock1 cloud coffee computer confetti_ball confused construction cool cry
    crying_cat_face disappointed dizzy dog dragon email envelope exclamation expressionless eyes
    face_with_thermometer fire fireworks flushed four_leaf_clover fox_face ghost gift globe_with_meridians
    grey_question grin grinning guitar hammer hammer_and_wrench hankey heart heart_eyes heavy_check_mark
    heavy_exclamation_mark heavy_plus_sign hourglass hugs information_source innocent jack_o_lantern joy key
    keyboard kiss kissing_heart laughing link lock loudspeaker mag mailbox mega memo metal microphone microscope
    money_with_wings moon mortar_board muscle musical_note ok_hand package page_facing_up partying_face
    partly_sunny pencil pencil2 pensive phone pizza point_down point_left point_right point_up poop pray punch
    pushpin question rage rainbow raised_hand raised_hands recycle relaxed rocket rofl rose rotating_light
    satellite scream scroll see_no_evil seedling shield ship shipit shrug skull sleeping slightly_smiling_face
    smile smile_cat smiley smirk snail snake snowflake sob sparkles sparkling_heart speech_balloon star star2
    stuck_out_tongue stuck_out_tongue_winking_eye sunflower sunglasses sunny sweat sweat_smile tada telephone
    thinking thumbsdown thumbsup tickets tools tongue trophy tropical_drink tulip tv unamused unicorn unlock
    upside_down_face warning wave weary whale white_check_mark wink wrench writing_hand yellow_heart yum zap
    zzz""".split()
)


def emoji_names(doc: Document) -> Iterator[Leftover]:
    """The names of emoji in the text of an article, code aside."""
    if not any(match[1] in _KNOWN for match in _NAME.finditer(doc.running_text)):
        return
    for block in doc.prose:
        if block.prose.text.count(":") < 2:
            continue
        for match in _NAME.finditer(block.prose.masked):
            if match[1] in _KNOWN:
                yield Leftover("emoji", doc.place(block.prose.span(*match.span())), match[0])
