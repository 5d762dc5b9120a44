"""Hugo's fields: their names, slips for them, and the dates that it reads."""

from datetime import date, datetime

import pytest

from postlint.document.front_matter import parse
from postlint.site.hugo import fields as hugo


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("descripton", "description"),
        ("desciption", "description"),
        ("Discription", "description"),
        ("catagories", "categories"),
        ("catergories", "categories"),
        ("titel", "title"),
        ("tilte", "title"),
        ("tgas", "tags"),
        ("dtae", "date"),
        ("drfat", "draft"),
        ("aliasses", "aliases"),
        ("sumary", "summary"),
        ("wieght", "weight"),
        ("pubishDate", "publishDate"),
        ("linktite", "linkTitle"),
    ],
)
def test_a_slip_is_known(name: str, meant: str) -> None:
    assert hugo.near(name) == meant


@pytest.mark.parametrize(
    "name",
    """title Title linktitle LINKTITLE tag tags author authors data date category categorie titles title2 subtitle
    height image images output keyword updated update publisher published_date publishedDate expirationDate status state
    titre titulo descripcion descrição serie serien alias url_path type types menu cover featured toc math layouts
    drafts link links language template path extra name bio hero video slugs resource sources authorname stitle x id
    """.split(),
)
def test_a_name_of_its_own_is_no_slip(name: str) -> None:
    assert hugo.near(name) == ""


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 1, 2),
        datetime(2026, 1, 2, 3, 4),
        "2026-01-02",
        "2026-01-02T03:04:05",
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.678Z",
        "2026-01-02T03:04:05+0200",
        "2026-01-02 03:04:05 +02:00",
        "2026-01-02 03:04:05 -0500",
        "2026-01-02 03:04:05 +0000 UTC",
        "02 Jan 2026",
        "Fri, 02 Jan 2026 03:04:05 GMT",
        "02 Jan 26 03:04 MST",
        "Friday, 02-Jan-26 03:04:05 MST",
        "Fri Jan  2 03:04:05 2026",
        1767348000,
    ],
)
def test_a_date_that_hugo_reads(value: object) -> None:
    assert hugo.is_date(value)


@pytest.mark.parametrize(
    "value",
    [
        "2026-01",
        "2026-1-2",
        "2026-02-30",
        "0000-01-01",
        "2026-13-01",
        "01/02/2026",
        "2026/01/02",
        "Jan 2, 2026",
        "2 January 2026",
        "2026-01-02 03:04",
        "2026-01-02T03:04Z",
        "2026-01-02 - news",
        "soon",
        20260102,
        2026,
        True,
        20.26,
        ["2026-01-02"],
    ],
)
def test_a_date_that_hugo_does_not_read(value: object) -> None:
    assert not hugo.is_date(value)


def test_fences_on_one_line() -> None:
    front = parse('+++ title = "A title" +++\n\nText.\n')
    assert front is not None
    assert front.text[slice(*front.span)] == '+++ title = "A title" +++'
    assert front.problems[0].message == "each fence +++ must stand on a line of its own"


@pytest.mark.parametrize("text", ["--- a line --- of prose ---\n", "+++ 1 +++\n", "--- Note: this ---\n", "------\n"])
def test_prose_on_one_line_between_marks_is_no_front_matter(text: str) -> None:
    assert parse(text) is None
