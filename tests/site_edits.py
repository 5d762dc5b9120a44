"""A site with something of everything that articles may depend on each other by, and random changes of it."""

from __future__ import annotations

import os
import random
from pathlib import Path

from command import write

ENGLISH = (
    "It is the list of the day for you and me, and we have to see that it is not as long as it was with the others."
)
TWO_LANGUAGES = """\
baseURL = 'https://example.org/'
theme = 'elsewhere'
defaultContentLanguage = 'en'
[languages.en]
[languages.de]
[taxonomies]
tag = 'tags'
"""
CONFIG = f"""{TWO_LANGUAGES}\
[permalinks]
news = '/n/:slug/'
[[cascade]]
[cascade.target]
path = '/drafts/**'
[cascade.values]
draft = true
"""
FILES = {
    "postlint.toml": "[rules]\n",
    "hugo.toml": CONFIG,
    "layouts/shortcodes/show.html": "{{ with site.GetPage (.Get 0) }}{{ .Content }}{{ end }}",
    "layouts/shortcodes/note.html": "{{ .Inner }}",
    "static/a.png": "",
    "static/_redirects": "/old/* /new/\n",
    "README.md": "# Read me\n\n[a](/posts/a/)\n",
    "content/_index.md": "+++\ntitle = 'Home'\n+++\n",
    "content/posts/_index.md": "+++\ntitle = 'Posts'\n+++\n",
    "content/posts/a.md": "+++\ntitle = 'A day'\ndate = 2024-01-01\ntags = ['One']\n+++\n\n"
    "## Set up\n\n[b](/posts/b/#part)\n",
    "content/posts/b.md": "+++\ntitle = 'A night'\naliases = ['/posts/old-b/']\n+++\n\n"
    "## Part\n\n[c](../c/) [d](a.md)\n",
    "content/posts/c/index.md": "+++\ntitle = 'A week'\n+++\n\n![x](x.png) [a]({{< ref \"a\" >}})\n",
    "content/posts/c/x.png": "",
    "content/posts/c/part.md": "## Inner\n",
    "content/news/d.md": "+++\ntitle = 'A day'\nslug = 'dee'\n+++\n\n{{< show \"/posts/b\" >}}\n\n[p](#part)\n",
    "content/news/e.de.md": "+++\ntitle = 'Ein Tag'\n+++\n\n[d](/n/dee/)\n",
    "content/drafts/f.md": "+++\ntitle = 'F'\n+++\n\nRelated: A night.\n",
    **{
        f"content/many/{at}.md": f"+++\ntitle = 'Of many {at}'\ndescription = 'd'\n+++\n\n"
        f"{{{{< tab >}}}}{{{{< /tab >}}}}\n\n{ENGLISH}\n\nOur YouTube channel, its prerequisites and practitioner.\n"
        for at in range(9)
    },
}
NAMES = ("a", "b", "c", "d", "e", "A", "new", "two-words", "index", "_index", "f.de")
FOLDERS = ("posts", "news", "drafts", "many", "posts/c", "posts/deep", "other", "")
TITLES = ("A day", "A night", "A week", "Set up", "Nightly", "A Day.")
TARGETS = (
    *(
        "/posts/a/",
        "/posts/b/#part",
        "/posts/b/#Part",
        "/posts/c/",
        "/n/dee/",
        "/n/a-day/",
        "/Posts/A/",
        "/posts/old-b/",
    ),
    *(
        "../a/",
        "a.md",
        "b.md#part",
        "x.png",
        "/a.png",
        "/b.png",
        "/tags/one/",
        "/tags/two/",
        "/old/x",
        "#set-up",
        "#part",
    ),
    *(
        "/other/",
        "/posts/",
        "/de/news/e/",
        "/posts/deep/a/",
        "/many/3/",
        "https://example.org/posts/a/",
        "/posts/two-words/",
    ),
)
FIELDS = (
    *(
        "title = '{title}'",
        "slug = '{name}'",
        "url = '/{name}/'",
        "draft = true",
        "date = 2999-01-01",
        "tags = ['{tag}']",
    ),
    *("aliases = ['/posts/{name}/', 'old']", "headless = true", "description = 'd'", "expiryDate = 2001-01-01"),
    *(
        "[cascade]\ndraft = true",
        "[cascade]\nslug = '{name}'",
        "[build]\nrender = 'never'",
        "type = 'x'",
        "layout = 'y'",
    ),
)
PIECES = (
    *(
        "[x]({target})",
        "![y]({target})",
        '[r]({{{{< ref "{name}" >}}}})',
        '{{{{< show "/posts/{name}" >}}}}',
        "## {title}\n",
    ),
    *(
        "Related: {title}.\n",
        "**Related**: [{title}]({target})\n",
        "[[{title}|text]]",
        "{{{{< tab >}}}}",
        "{{{{< /tab >}}}}",
    ),
    *(
        "{{{{< note >}}}}",
        '<a id="{name}"></a>',
        "<!-- postlint-disable link/broken -->\n",
        "More text.",
        "[^n]\n\n[^n]: x\n",
    ),
    *("[f](/nowhere/{name}/)", "## Part\n", "{{{{< tab />}}}}", '[h](<{target}> "t")'),
)
WORDS = (
    *("Youtube", "YouTube", "our Youtube's", "pre-requisites", "prerequisites", "practitoner", "practitioner"),
    *("recieve", "receive", "apaplication", "Kowalski", "kowalski", "Kowalsky", "Level II", "LevelII", "Zürich"),
    "stay tuned",
)
GERMAN = "Die Liste ist für den Tag und nicht für das Jahr, und sie ist mit der Zeit von dem Haus auch für die Leute."


def make(folder: Path) -> Path:
    """Write the site."""
    write(folder, FILES)
    age(folder, 1)
    return folder


def age(folder: Path, second: int) -> None:
    """Let no file be too young for its time to say something."""
    for file in folder.rglob("*"):
        if file.is_file() and file.stat().st_mtime > 10**9:
            os.utime(file, ns=(second * 10**9, second * 10**9))


class Edits:
    """Random changes of the site, one after the other."""

    folders: tuple[str, ...] = FOLDERS
    """Where articles come."""

    def __init__(self, site: Path, seed: int) -> None:
        self.site = site
        self.chance = random.Random(seed)
        self.at = 1
        self.last = ""
        """What was done."""

    def _filled(self, text: str) -> str:
        choice = self.chance.choice
        return text.format(title=choice(TITLES), name=choice(NAMES), target=choice(TARGETS), tag=choice(("One", "Two")))

    def step(self) -> None:
        """Make one change, or a few of them."""
        done = []
        for _ in range(self.chance.choice((1, 1, 1, 2, 4))):
            articles = sorted((self.site / "content").rglob("*.md"))
            kinds = (
                "text",
                "text",
                "text",
                "words",
                "words",
                "field",
                "field",
                "unfield",
                "new",
                "rename",
                "remove",
                "cut",
                "other",
            )
            kind = self.chance.choice(kinds)
            file = self.chance.choice(articles)
            getattr(self, f"_{kind}")(file)
            done.append(f"{kind} {file.relative_to(self.site)}")
        self.at += 1
        age(self.site, self.at)
        self.last = ", ".join(done)

    def _text(self, file: Path) -> None:
        text = file.read_text("utf-8")
        at = self.chance.choice((len(text), text.find("\n", text.find("+++", 3)) + 1))
        file.write_text(text[:at] + "\n" + self._filled(self.chance.choice(PIECES)) + "\n" + text[at:], "utf-8")

    def _words(self, file: Path) -> None:
        """Another word in a text, and sometimes what makes the language of the article clear."""
        more = self.chance.choice((f"{ENGLISH} ", f"{ENGLISH} ", "", f"{GERMAN} "))
        words = " and ".join(self.chance.sample(WORDS, self.chance.choice((1, 1, 2))))
        file.write_text(f"{file.read_text('utf-8')}\n{more}We see {words} there.\n", "utf-8")

    def _field(self, file: Path) -> None:
        head, body = self._parted(file)
        field = self._filled(self.chance.choice(FIELDS))
        key = field.split("\n")[0].split(" ")[0]
        lines = [line for line in head if not line.startswith(key)]
        lines = [*lines, field] if field.startswith("[") else [field, *lines]
        file.write_text("\n".join(["+++", *lines, "+++", body]), "utf-8")

    def _unfield(self, file: Path) -> None:
        head, body = self._parted(file)
        if head:
            head.pop(self.chance.randrange(len(head)))
        file.write_text("\n".join(["+++", *head, "+++", body]), "utf-8")

    @staticmethod
    def _parted(file: Path) -> tuple[list[str], str]:
        text = file.read_text("utf-8")
        if not text.startswith("+++\n") or "\n+++\n" not in text[3:]:
            return [], text
        end = text.index("\n+++\n", 3)
        return [line for line in text[4:end].split("\n") if line], text[end + 5 :]

    def _new(self, file: Path) -> None:
        folder, name = self.chance.choice(self.folders), self.chance.choice(NAMES)
        text = self._filled("+++\ntitle = '{title}'\n+++\n\n## {title}\n\n[x]({target})\n")
        write(self.site, {f"content/{folder}/{name}.md": text})

    def _rename(self, file: Path) -> None:
        to = self.site / "content" / self.chance.choice(self.folders) / f"{self.chance.choice(NAMES)}.md"
        to.parent.mkdir(parents=True, exist_ok=True)
        file.rename(to)
        # In the place of another article of the same size and age, nothing would tell it from that.
        to.touch()

    def _remove(self, file: Path) -> None:
        if len(list((self.site / "content").rglob("*.md"))) > 5:
            file.unlink()

    def _cut(self, file: Path) -> None:
        lines = file.read_text("utf-8").split("\n")
        if len(lines) > 3:
            lines.pop(self.chance.randrange(3, len(lines)))
        file.write_text("\n".join(lines), "utf-8")

    def _other(self, file: Path) -> None:
        """A file that is no article: it comes, or goes."""
        names = (
            "static/b.png",
            "static/posts/a/index.html",
            "content/posts/c/y.png",
            "layouts/shortcodes/tab.html",
            "build.sh",
        )
        other = self.site / self.chance.choice((*names, "static/_redirects", "hugo.toml"))
        if other.name == "hugo.toml":
            other.write_text(CONFIG + self.chance.choice(("", "disableAliases = true\n", "[params]\na = 1\n")), "utf-8")
        elif other.exists():
            other.unlink()
        else:
            write(self.site, {other.relative_to(self.site).as_posix(): "{{ .Inner }} content/posts/new.md /x /y\n"})
