"""Shortcodes: their tags and parameters with spans, what pairs with what, and the mask that Markdown sees instead."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from growth import LIMIT, ratio
from hypothesis import given, settings
from hypothesis import strategies as st
from quick import QUICK, examples

from postlint.document.shortcodes import MASK_FIRST, MASK_REST, RAW, Parameter, Shortcode, mask, parse
from postlint.text import Span


def marked(text: str) -> tuple[str, list[Span]]:
    """A text without its marks ⟦ ⟧, and the spans between them, in the order in which they begin."""
    plain, opened, spans, length = [], [], [], 0
    for part in re.split("([⟦⟧])", text):
        if part == "⟦":
            opened.append(len(spans))
            spans.append((length, length))
        elif part == "⟧":
            index = opened.pop()
            spans[index] = (spans[index][0], length)
        else:
            plain.append(part)
            length += len(part)
    return "".join(plain), [Span(*span) for span in spans]


def call_of(text: str) -> Shortcode:
    (call,) = parse(text).calls
    return call


# --- tags


@pytest.mark.parametrize(
    ("text", "name", "markup"),
    [
        ("a ⟦{{< ⟦toc⟧ >}}⟧ b", "toc", "<"),
        ("a ⟦{{% ⟦toc⟧ %}}⟧ b", "toc", "%"),
        ("⟦{{<⟦toc⟧>}}⟧", "toc", "<"),
        ("⟦{{<⟦toc⟧/>}}⟧", "toc", "<"),
        ("⟦{{<\n  ⟦toc⟧\n  a\n>}}⟧", "toc", "<"),
        ("⟦{{< ⟦blocks/cover⟧ >}}⟧", "blocks/cover", "<"),
        ("⟦{{< ⟦a/b/c⟧/>}}⟧", "a/b/c", "<"),
        ("⟦{{% ⟦größe-2_x.y⟧ %}}⟧", "größe-2_x.y", "%"),
    ],
)
def test_tag(text: str, name: str, markup: str) -> None:
    plain, (tag, name_span) = marked(text)
    call = call_of(plain)
    assert (call.name, call.markup, call.tag, call.name_span) == (name, markup, tag, name_span)
    assert call.parameters == () or name_span.end < call.parameters[0].span.start


def test_search_begins_where_the_body_does() -> None:
    """A shortcode in the front matter is a value there, and none of the text."""
    text = "{{< a >}} {{< b >}}"
    assert [call.name for call in parse(text, 5).calls] == ["b"]


# --- parameters

PARAMETERS = {
    "by place": ('⟦a⟧ "⟦b c⟧" ⟦3⟧', [(None, "a", ""), (None, "b c", '"'), (None, "3", "")]),
    "by name": ('src="⟦/a b.jpg⟧" width=⟦300⟧', [("src", "/a b.jpg", '"'), ("width", "300", "")]),
    "a raw string": ('a=`⟦b "c" \\d⟧`', [("a", 'b "c" \\d', "`")]),
    "a raw string over lines": ("a=`⟦b\n\nc⟧` ⟦d⟧", [("a", "b\n\nc", "`"), (None, "d", "")]),
    "escaped quotes": (r'caption="⟦by \"x\", \a⟧"', [("caption", 'by "x", a', '"')]),
    "quotes that are escaped": (r"\"⟦b c⟧\" a=\"⟦d⟧\"", [(None, "b c", '\\"'), ("a", "d", '\\"')]),
    "an end that is quoted": ('a="⟦ >}} %}} ⟧" b="⟦/>⟧"', [("a", " >}} %}} ", '"'), ("b", "/>", '"')]),
    "a backtick within quotes": ('a="⟦`⟧" b=⟦c⟧', [("a", "`", '"'), ("b", "c", "")]),
    "a quote within backticks": ('a=`⟦"⟧` b=⟦c⟧', [("a", '"', "`"), ("b", "c", "")]),
    "an empty value": ('a="⟦⟧" ⟦b⟧', [("a", "", '"'), (None, "b", "")]),
    "over lines": ('\n  src="⟦a⟧"\n\talt="⟦b⟧"\n', [("src", "a", '"'), ("alt", "b", '"')]),
    "an address without quotes": (
        "⟦https://example.org/a/⟧ b=⟦/c/d⟧",
        [(None, "https://example.org/a/", ""), ("b", "/c/d", "")],
    ),
    "names with a hyphen or a dot": ('data-x="⟦a⟧" y.z=⟦b⟧', [("data-x", "a", '"'), ("y.z", "b", "")]),
    "characters of two code units": ('a="⟦🙂⟧" b="⟦𝒳⟧"', [("a", "🙂", '"'), ("b", "𝒳", '"')]),
}


@pytest.mark.parametrize("end", [" >}}", "\n/>}}", " />}}"])
@pytest.mark.parametrize("name", PARAMETERS)
def test_parameters(name: str, end: str) -> None:
    written, values = PARAMETERS[name]
    plain, spans = marked("text {{< x " + written + end)
    call = call_of(plain)
    expected = [Parameter(key, value, span, quote) for (key, value, quote), span in zip(values, spans, strict=True)]
    assert list(call.parameters) == expected
    assert call.self_closing == ("/" in end)
    assert call.tag == Span(5, len(plain))


def test_a_parameter_by_its_name_or_place() -> None:
    call = call_of('{{< x a b="c" d >}}')
    assert [getattr(call.parameter(key), "value", None) for key in (0, 1, 2, "b", "a")] == ["a", "d", None, "c", None]


# --- pairs


def pairs(text: str) -> list[tuple[str, str | None]]:
    """Each call by name, and what stands within it."""
    return [(call.name, text[slice(*call.inner)] if call.inner else None) for call in parse(text).calls]


PAIRS = {
    "a pair": ("{{< a >}}x{{< /a >}}", [("a", "x")]),
    "a closing tag without blanks": ("{{%a%}}x{{%/a%}}", [("a", "x")]),
    "a closing tag with a blank after its slash": ("{{< a >}}x{{< / a >}}", [("a", "x")]),
    "a name with a slash": ("{{< a/b >}}x{{< /a/b >}}", [("a/b", "x")]),
    "one in another": ("{{< a >}}{{% b %}}x{{% /b %}}{{< /a >}}", [("a", "{{% b %}}x{{% /b %}}"), ("b", "x")]),
    "one in its like": ("{{< a >}}{{< a >}}x{{< /a >}}{{< /a >}}", [("a", "{{< a >}}x{{< /a >}}"), ("a", "x")]),
    "two in a row": ("{{< a >}}x{{< /a >}}{{< a >}}y{{< /a >}}", [("a", "x"), ("a", "y")]),
    "one without an end within": ("{{< a >}}{{< b >}}{{< /a >}}", [("a", "{{< b >}}"), ("b", None)]),
    "one that closes itself": ("{{< a />}}x{{< a >}}y{{< /a >}}", [("a", None), ("a", "y")]),
    "without a name in the closing tag": ("{{< a >}}x{{</>}}{{% b %}}y{{% / %}}", [("a", "x"), ("b", "y")]),
    "one in another without names": ("{{< a >}}{{< b >}}x{{</>}}{{</>}}", [("a", "{{< b >}}x{{</>}}"), ("b", "x")]),
    "crossed": ("{{< a >}}{{< b >}}{{< /a >}}{{< /b >}}", [("a", "{{< b >}}"), ("b", None)]),
}


@pytest.mark.parametrize("name", PAIRS)
def test_pairs(name: str) -> None:
    text, expected = PAIRS[name]
    assert pairs(text) == expected
    for call in parse(text).calls:
        assert call.span == (Span(call.tag.start, call.closing.end) if call.closing else call.tag)


def test_a_closing_tag_that_closes_nothing() -> None:
    plain, (span, crossed) = marked("x ⟦{{< /a >}}⟧ {{< b >}}{{< c >}}{{< /b >}}⟦{{< /c >}}⟧")
    assert parse(plain).orphans == [("a", span), ("c", crossed)]


# --- what is no call


@pytest.mark.parametrize(
    "text",
    [
        "⟦{{<⟧ a",
        "⟦{{%⟧ a >}}",
        "⟦{{<⟧ a %}}",
        "⟦{{<⟧ a {{< b >}}",
        '⟦{{<⟧ a "b >}}',
        "⟦{{<⟧ a `b >}}\n\nc",
        "⟦{{</*⟧ a */ >}}",
        "⟦{{< >}}⟧",
        "⟦{{<>}}⟧",
        "⟦{{</>}}⟧ {{< a >}}{{< /a >}}",
    ],
)
def test_unfinished(text: str) -> None:
    """An opening that has no end, or a tag without a name: Hugo stops its build there."""
    plain, (span,) = marked(text)
    assert parse(plain).unfinished == [span]


def test_an_unfinished_tag_hides_no_other_one() -> None:
    found = parse("{{< a \n\ntext {{< b >}}")
    assert [call.name for call in found.calls] == ["b"]
    assert len(found.unfinished) == 1


@pytest.mark.parametrize("text", ['⟦{{</* a b="c" */>}}⟧', "⟦{{%/* a */%}}⟧", "⟦{{</* /a */>}}⟧", "⟦{{</*\na\n*/>}}⟧"])
def test_escaped(text: str) -> None:
    """Hugo shows it as written without the stars; it calls nothing and closes nothing."""
    plain, (span,) = marked("x " + text + " y")
    found = parse(plain)
    assert found.escaped == [span]
    assert not found.calls and not found.orphans and not found.unfinished


@pytest.mark.parametrize("text", ["{{ .Title }}", "{ {< a >} }", "{{", "{{ < a > }}", "{% a %}", "a >}} %}}"])
def test_other_braces_are_text(text: str) -> None:
    found = parse(text)
    assert not (found.calls or found.orphans or found.unfinished or found.escaped)
    assert mask(text, found) == text


def test_code_fences_hold_calls() -> None:
    """Hugo takes shortcodes out before Markdown is read, so one in a code block is called like any other."""
    assert [call.name for call in parse("```\n{{< a >}}\n```\n`{{< b >}}`").calls] == ["a", "b"]


# --- the mask


def shown(text: str) -> str:
    """The mask with its first character as ▲ and the others as △."""
    return mask(text, parse(text)).replace(MASK_FIRST, "▲").replace(MASK_REST, "△")


MASKS = {
    "a tag": ("a {{<b>}} c", "a ▲△△△△△△ c"),
    "the tags of a pair, not what they hold": ("{{<b>}}*c*{{</b>}}", "▲△△△△△△*c*▲△△△△△△△"),
    "a tag over lines is one line": ("{{<b\n\nc>}}d", "▲△△△△△△△△△d"),
    "an escaped tag": ("{{</*b*/>}}", "▲△△△△△△△△△△"),
    "a closing tag alone": ("{{</b>}}", "▲△△△△△△△"),
    "what is unfinished stays": ("{{< b", "{{< b"),
    "what holds no Markdown, with its tags": ("{{<math>}}*a*\n{{</math>}}*b*", "▲" + "△" * 24 + "*b*"),
    "an unclosed one of those": ("{{<math>}}*a*", "▲△△△△△△△△△*a*"),
    "a call within one of those": ("{{<math>}}{{<b>}}{{</math>}}c", "▲" + "△" * 27 + "c"),
}


@pytest.mark.parametrize("name", MASKS)
def test_mask(name: str) -> None:
    text, expected = MASKS[name]
    assert shown(text) == expected


def test_a_text_that_uses_the_characters_of_the_mask() -> None:
    """The glyphs of an icon font are no shortcodes."""
    assert shown("\ue000\ue001 {{<b>}}") == "\ue002\ue002 ▲△△△△△△"


PIECES = [
    *'{{<,{{%,>}},%}},{{</*,*/>}},{{%/*,*/%}},/,a,b/c,math,=,",`,\\,\n,\n\n, ,{{< a >}},{{< /a >}},{{< math >}}'.split(
        ","
    ),
    *'{{< /math >}},{{% a b="c" %}},{{< a />}},x,🙂,\ue000,\ue001,{{,}}'.split(","),
]


@settings(deadline=None, max_examples=examples(500))
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join))
def test_any_text(text: str) -> None:
    """Nothing raises; every opening is accounted for once; the mask has the length of the text and hides only tags."""
    found = parse(text)
    tags = [*(call.tag for call in found.calls), *(call.closing for call in found.calls if call.closing)]
    spans = sorted([*tags, *found.escaped, *found.unfinished, *(span for _, span in found.orphans)])
    assert all(one.end <= other.start for one, other in pairwise(spans))
    openings = [match.start() for match in re.finditer(r"\{\{[<%]", text)]
    assert all(any(span.start <= at < span.end for span in spans) for at in openings)
    masked = mask(text, found)
    assert len(masked) == len(text)
    inside = [span for span in spans if span not in found.unfinished]
    inside += [call.span for call in found.calls if call.name in RAW and call.closing]
    for at, (one, other) in enumerate(zip(text, masked, strict=True)):
        hidden = any(span.start <= at < span.end for span in inside)
        assert hidden == (other in (MASK_FIRST, MASK_REST))
        assert hidden or other in (one, "\ue002")


@settings(deadline=None, max_examples=examples(200))
@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.sampled_from(["a", "data-x", "b_c"])),
            st.text(st.characters(exclude_characters='"\\`\n', exclude_categories=["Cs"]), max_size=8),
            st.sampled_from('"`'),
        ),
        max_size=5,
    )
)
def test_what_is_written_is_read(parameters: list[tuple[str | None, str, str]]) -> None:
    text, spans = "{{< x", []
    for name, value, quote in parameters:
        text += " " + (f"{name}=" if name else "") + quote
        spans.append(Span(len(text), len(text) + len(value)))
        text += value + quote
    call = call_of(text + " >}}")
    expected = [Parameter(*each, span, quote) for (*each, quote), span in zip(parameters, spans, strict=True)]
    assert list(call.parameters) == expected


@pytest.mark.parametrize("piece", ["{{<", '{{< a "', "{{< a >}}", "{{</*", "{{< /a >}}", '{{< a b="c', "{{% a `"])
def test_time_is_linear(piece: str) -> None:
    """A hostile text is read at once; with quadratic time this one would take minutes."""

    def read(text: str) -> None:
        assert len(mask(text, parse(text))) == len(text)

    length = 50_000 if QUICK else 200_000
    assert ratio(read, lambda length: piece * (length // len(piece)), length) <= LIMIT
