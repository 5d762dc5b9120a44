"""The report in a real browser: no request, no error, each filter and sort, the keyboard, dark, phone and print."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, postlint, write
from report.sites import HOSTILE, article, hostile, many

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright, of the extra dev, is not installed")
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

SHOTS = ROOT / "build" / "screenshots"
"""Where screenshots are kept, to be looked at."""
ROWS = "document.querySelectorAll('#all-articles tbody tr').length"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as library:
        started = library.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("site"), many())


@pytest.fixture(scope="module")
def dangerous(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("hostile"), hostile())


def made(folder: Path, files: dict[str, str | bytes]) -> Path:
    """The report on a site of these files."""
    (folder / ".git").mkdir()
    write(folder, files)
    assert postlint("report", "--output", "report.html", cwd=folder).code == 0
    return folder / "report.html"


@contextmanager
def opened(browser: Any, file: Path, at: str = "", **settings: Any) -> Iterator[Any]:
    """The page of a report, which is to ask for nothing and to complain of nothing."""
    settings = {"viewport": {"width": 1280, "height": 900}, "accept_downloads": True} | settings
    context = browser.new_context(**settings)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: request.url.startswith(("file:", "blob:")) or wrong.append(request.url))
    page.goto(file.as_uri() + at)
    yield page
    assert wrong == []
    context.close()


def keep(page: Any, name: str) -> None:
    page.screenshot(path=SHOTS / f"{name}.png")


def column(page: Any, name: str, table: str = "all-articles") -> list[str]:
    """The cells of a column as they are shown."""
    heads = page.locator(f"#{table} thead th").all_inner_texts()
    return list(page.locator(f"#{table} tbody tr td:nth-child({heads.index(name) + 1})").all_inner_texts())


def shows(page: Any, title: str) -> None:
    """The article below the tables is this one: the browser tells of a changed address after a click has returned."""
    playwright.expect(page.locator("#article h2")).to_have_text(title)


def titles(page: Any) -> list[str]:
    return list(page.locator("#all-articles tbody td.article a").all_inner_texts())


def test_sorting(browser: Any, site: Path) -> None:
    with opened(browser, site) as page:
        box = page.locator("[data-table=all-articles]")
        box.get_by_role("button", name="Words").click()
        words = [int(number) for number in column(page, "Words")]
        assert words == sorted(words, reverse=True) and words[0] == 597
        box.get_by_role("button", name="Words").click()
        assert [int(number) for number in column(page, "Words")][:2] == [1, 1]
        box.get_by_role("button", name="Article", exact=True).click()
        assert titles(page)[:3] == ["Broken", "Ending", "Home"]
        assert page.locator("#all-articles th[aria-sort]").all_inner_texts() == ["Article"]


def test_each_column_of_each_table_sorts_both_ways(browser: Any, site: Path) -> None:
    """What is shown is in order, and the other way round after a second click."""
    script = """() => [...document.querySelectorAll('[data-table]')].flatMap(box => {
      const { columns, rows } = data.tables[box.dataset.table];
      const visible = columns.filter(column => !column[4]);
      return [...box.querySelectorAll('th button')].flatMap((button, at) => {
        const read = () => [...box.querySelectorAll('tbody tr')].map(row => {
          const text = row.children[at].textContent;
          const number = ['number', 'decimal'].includes(visible[at][1]);
          return number ? parseFloat(text.replaceAll(',', '')) : text.toLowerCase();
        });
        const compared = (one, other) => one < other ? 1 : one > other ? -1 : 0;
        const order = values => values.map((value, n) => n && compared(values[n - 1], value));
        if (rows.length > 25 || ['articles', 'choices', 'size'].includes(visible[at][1])) { button.click(); return []; }
        return [1, 2].flatMap(() => {
          button.click();
          const way = button.parentElement.ariaSort === 'ascending' ? 1 : -1;
          const sorted = order(read()).every(step => step === 0 || step === way);
          return sorted ? [] : [box.dataset.table + ': ' + button.textContent];
        });
      });
    })"""
    with opened(browser, site) as page:
        assert page.evaluate(script) == []
        assert page.locator("[data-table]").count() > 8


def test_filters(browser: Any, site: Path) -> None:
    with opened(browser, site) as page:
        box = page.locator("[data-table=all-articles]")
        box.get_by_label("Section").select_option(label="a")
        box.get_by_label("Author").select_option(label="Ann")
        assert set(column(page, "Author")) == {"Ann"}
        assert "(20 of 64)" in box.locator("caption").inner_text()
        box.get_by_label("Words, at least").fill("500")
        box.get_by_label("Words, at most").fill("560")
        assert sorted(titles(page)) == ["Post 50", "Post 52"]
        for name in ("Words, at least", "Words, at most"):
            box.get_by_label(name).fill("")
        box.get_by_label("Section").select_option(label="all")
        box.get_by_label("Author").select_option(label="all")
        box.get_by_label("State").select_option(label="future")
        assert titles(page) == ["Later"]
        box.get_by_label("State").select_option(label="all")
        box.get_by_label("Rule").select_option(label="link/broken")
        assert titles(page) == ["Broken"]
        box.get_by_label("Rule").select_option(label="all")
        box.get_by_label("Search").fill("post-07")
        assert titles(page) == ["Post 07"]


def test_pages_of_a_table(browser: Any, site: Path) -> None:
    with opened(browser, site) as page:
        box = page.locator("[data-table=all-articles]")
        assert page.evaluate(ROWS) == 25
        first = titles(page)
        box.get_by_role("button", name="Next").click()
        assert not set(first) & set(titles(page))
        box.get_by_role("button", name="Next").click()
        assert page.evaluate(ROWS) == 64 - 50
        assert box.get_by_role("status").inner_text() == "Page 3 of 3"
        assert box.get_by_role("button", name="Next").is_disabled()
        box.get_by_role("button", name="Back").click()
        assert page.evaluate(ROWS) == 25


def test_the_file_for_spreadsheets(browser: Any, dangerous: Path) -> None:
    with opened(browser, dangerous) as page:
        with page.expect_download() as waiting:
            page.locator("[data-table=all-articles]").get_by_role("button", name="Save as CSV").click()
        text = waiting.value.path().read_text("utf-8-sig")
        assert text.splitlines()[0].startswith('"Article","Section","Author"')
        assert '"\'=HYPERLINK(""https://evil.example' in text
        assert '\n"=' not in text and ',"=' not in text


def test_one_article(browser: Any, site: Path) -> None:
    with opened(browser, site) as page:
        assert page.locator("#article").is_hidden()
        page.get_by_role("link", name="Broken").first.click()
        shows(page, "Broken")
        section = page.locator("#article")
        assert page.evaluate("document.activeElement.id") == "article-title"
        assert "link/broken" in section.inner_text()
        assert " " in section.locator("mark").all_inner_texts(), "the space at the edge of a link is marked"
        assert section.get_by_role("link", name="/b/broken/").get_attribute("href") == "https://north.example/b/broken/"
        assert "postlint check --all content/b/broken.md" in section.locator("code").all_inner_texts()
        section.get_by_role("link", name="Post 00").click()
        shows(page, "Post 00")
        assert "Linked by" in section.inner_text()
        page.go_back()
        shows(page, "Broken")


def test_the_keyboard_reaches_everything(browser: Any, site: Path) -> None:
    with opened(browser, site) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        head = page.locator("#all-articles th button").first
        head.focus()
        page.keyboard.press("Enter")
        assert page.locator("#all-articles th").first.get_attribute("aria-sort") == "ascending"
        outline = head.evaluate("element => getComputedStyle(element).outlineStyle")
        assert outline != "none", "where the focus is can be seen"
        clicked = page.evaluate(
            "[...document.querySelectorAll('[onclick], div[tabindex], span[tabindex]')]"
            ".filter(element => !element.matches('.scroll[role=group][aria-label]')).length"
        )
        assert clicked == 0


def test_a_screen_reader_finds_its_way(browser: Any, site: Path) -> None:
    with opened(browser, site) as page:
        for role in ("main", "navigation", "banner", "contentinfo"):
            assert page.get_by_role(role).count() == 1, role
        unnamed = page.evaluate(
            """[...document.querySelectorAll('input, select, button, table, svg[role=img], section')]
               .filter(element => !(element.labels?.length || element.textContent.trim() && element.matches('button')
                 || element.caption || element.getAttribute('aria-label') || element.getAttribute('aria-labelledby')))
               .map(element => element.outerHTML.slice(0, 80))"""
        )
        assert unnamed == []
        assert page.evaluate("[...document.querySelectorAll('th')].every(head => head.scope === 'col')")
        assert page.evaluate("document.documentElement.lang") == "en"


# The contrast of text against what is behind it, as WCAG computes it.
CONTRAST = """() => {
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const light = color => {
    paint.fillStyle = color;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (; element; element = element.parentElement) {
      const color = getComputedStyle(element).backgroundColor;
      if (color !== 'rgba(0, 0, 0, 0)') return color;
    }
    return 'white';
  };
  const ratio = element => {
    const [a, b] = [getComputedStyle(element).color, behind(element)].map(light).sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const read = 'h1, h2, p, a, dt, dd, td, th button, small, code, label, figcaption, summary, .severity, .note';
  return [...document.querySelectorAll(read)]
    .filter(element => element.offsetParent && element.textContent.trim() && !element.matches(':disabled'))
    .filter(element => ratio(element) < 4.5).map(element => element.outerHTML.slice(0, 90)).slice(0, 5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(browser: Any, site: Path, scheme: str) -> None:
    with opened(browser, site, color_scheme=scheme) as page:
        page.get_by_role("link", name="Broken").first.click()
        shows(page, "Broken")
        assert page.evaluate(CONTRAST) == []
        page.evaluate("location.hash = ''; scrollTo(0, 0)")
        keep(page, scheme)


def test_a_phone(browser: Any, site: Path) -> None:
    with opened(browser, site, viewport={"width": 360, "height": 740}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.get_by_role("link", name="Broken").first.click()
        shows(page, "Broken")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        keep(page, "phone")


def test_a_row_on_a_phone(browser: Any, site: Path) -> None:
    """Nothing lies to the right of the screen: each cell stands behind the name of its column."""
    with opened(browser, site, viewport={"width": 360, "height": 740}) as page:
        outside = """[...document.querySelectorAll('.table *')].filter(element =>
          element.offsetParent && element.getBoundingClientRect().right > 360).map(element => element.outerHTML)"""
        assert page.evaluate(outside) == []
        cell = page.locator("#all-articles tbody td.number").first
        assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Words "'
        page.locator("#all-articles").get_by_role("button", name="Words").click()
        assert page.locator("#all-articles th[aria-sort]").inner_text().startswith("Words")


@pytest.mark.parametrize("width", [1280, 793])
def test_names_are_not_broken_within(width: int, browser: Any, tmp_path: Path) -> None:
    """Not in the table of all articles, neither on a screen nor on paper: not even where each column is filled in."""
    files = {
        f"content/{language}/an-uncommonly-long-section/an-article-with-a-long-name-{at}.md": article(
            f"On instrumentation {at}", "Text [x ](/y/).", authors='["Christopher Montgomery"]', date="2020-01-02"
        )
        for language in ("en", "de")
        for at in range(20)
    }
    config = "".join(f"[languages.{name}]\ncontentDir = 'content/{name}'\n" for name in ("en", "de"))
    file = made(tmp_path, {"hugo.toml": f"baseURL = 'https://n.example/'\n{config}", **files})
    with opened(browser, file, viewport={"width": width, "height": 900}) as page:
        if width == 793:
            page.emulate_media(media="print")
        lines = """[...document.querySelectorAll('#all-articles tbody td.choices bdi, #all-articles td.article a')]
          .map(element => element.getClientRects().length)"""
        counts = page.evaluate(lines)
        assert counts and max(counts) <= 3
        box = "element => element.scrollWidth - element.clientWidth"
        assert page.locator("[data-table=all-articles] .scroll").evaluate(box) <= 0


def test_print(browser: Any, site: Path, tmp_path: Path) -> None:
    with opened(browser, site, color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator("nav").is_hidden() and page.locator(".controls").first.is_hidden()
        keep(page, "print")
        page.pdf(path=tmp_path / "report.pdf", format="A4")
        assert (tmp_path / "report.pdf").stat().st_size > 10_000


def test_hostile_texts_are_shown_and_do_nothing(browser: Any, dangerous: Path) -> None:
    with opened(browser, dangerous) as page:
        shown = titles(page)
        assert set(HOSTILE[:4]) <= set(shown)
        for number in range(len(shown)):
            page.evaluate(f"location.hash = 'article-{number}'")
            page.wait_for_function(f"document.querySelector('#article h2').textContent === title({number})")
            assert page.evaluate("document.documentElement.scrollWidth") == 1280
        assert "taken" not in page.title()
        allowed = "element => element.matches('script:not([src]), svg *, svg')"
        assert page.evaluate(f"[...document.querySelectorAll('img, script, iframe')].every({allowed})")
        addresses = page.evaluate("[...document.querySelectorAll('a')].map(link => link.protocol)")
        assert set(addresses) <= {"file:", "http:", "https:"}
        keep(page, "hostile")


def test_the_policy_stops_what_is_put_in(browser: Any, site: Path, tmp_path: Path) -> None:
    """Were a text not escaped, the browser would still not run it, nor load anything."""
    planted = "<script>document.title = 'taken'</script><img src='https://tracker.example/x.png'>"
    file = tmp_path / "planted.html"
    file.write_text(site.read_text("utf-8").replace("<main", planted + "<main", 1), encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    stopped: list[str] = []
    said: list[str] = []
    page.on("requestfailed", lambda request: stopped.append(request.failure))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert page.title() != "taken"
    assert stopped == ["csp"]
    assert len([message for message in said if "Content Security Policy" in message]) == 2
    context.close()


def test_without_a_script(browser: Any, site: Path) -> None:
    with opened(browser, site, java_script_enabled=False) as page:
        assert page.locator("#all-articles tbody tr").count() == 25
        assert page.locator("#all-articles tbody a").first.inner_text() == "Broken"
