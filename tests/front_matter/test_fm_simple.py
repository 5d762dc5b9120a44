"""What is read of a YAML front matter without the parser is what the parser reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quick import examples

from postlint.document.front_matter import yaml
from postlint.document.front_matter.model import Unusable
from postlint.document.front_matter.simple_yaml import read_simple
from postlint.text import Span

SIMPLE = [
    "title: One two\ndate: 2024-05-06\nweight: 10\ndraft: false\n",
    "title: \"It's\" # c\ndescription: 'a: b'\nx:y: 007\n\n# c\nurl: /a/b#c\n",
    "description: >-\n  Folded over\n  two lines\nsummary: |\n    As it\n    stands\n",
    "description: It goes\n  on here\n  and here\nsig: c # comment\n",
    "description:\n  Begins below\n  its key\naliases: [/a/, '/b/', \"c d\"]\nnone: []\n",
    "tags:\n- one\n- 'two'\nitems:\n  - 1\n  - 2.5 # c\nlast: -1\n",
    "menu:\n  main:\n    weight: 10\n    tags:\n    - a\n  other: true\nauthor:\n    name: Ann\n",
    "title: 日本語 où\nlinkTitle: (a) b_c\ntime: 10:20\nhex: 0x1F\n",
]
OTHER = [
    "",
    "title:\n",
    "a: b\na: c\n",
    "a: b: c\n",
    "a: 'b\n  c'\n",
    "a: &x b\n",
    'a: "b\\n"\n',
    "a: {b: c}\n",
    "- a\n",
    "a: b",
    "a:\tb\n",
    "<<: b\n",
    "a: >\n  b\n\n  c\n",
]
BITS = [
    *":#-'\"[]{},>|&*?!%@`~=+é😀\t\\\u00a0\u200b\r\n ", ": ", " #", "- ", "\n  ", "\n- ", ">-", "|\n", "null", "...\n",
    "---\n", "<<: ", "a: b\n", "    ", "\n\n", "\n#c\n", "x:y", ", ", "0x", "1_0", "2024-01-02", "[a, b]",
]  # fmt: skip


def agrees(source: str) -> bool:
    """Whether a front matter is simple; it is read as the parser reads it then."""
    text = f"---\n{source}---\n"
    content = Span(4, 4 + len(source))
    found = read_simple(text, content)
    if found is None:
        return False
    assert repr(found) == repr(yaml.read(text, content))
    return True


@pytest.mark.parametrize("source", SIMPLE)
def test_simple_ones_need_no_parser(source: str) -> None:
    assert agrees(source)


@pytest.mark.parametrize("source", OTHER)
def test_others_do(source: str) -> None:
    assert not agrees(source)


def test_deep_ones_do() -> None:
    assert not agrees("".join(f"{' ' * depth}a:\n" for depth in range(2000)) + f"{' ' * 2000}a: b\n")


@st.composite
def changed(draw: st.DrawFn) -> str:
    text = "".join(draw(st.lists(st.sampled_from(SIMPLE), min_size=1, max_size=2)))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 4)))
        text = text[:start] + draw(st.sampled_from(BITS) | st.just("")) + text[end:]
    return text


@given(changed())
@settings(max_examples=examples(600), deadline=None)
def test_both_read_the_same(source: str) -> None:
    try:
        agrees(source)
    except Unusable as problem:
        raise AssertionError("the parser reads nothing of this") from problem
