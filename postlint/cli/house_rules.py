"""The commands `test` and `new-rule`: for those who write rules of their own."""

from __future__ import annotations

import re
from pathlib import Path

import click

from postlint.cli.session import usage_errors

_NAME = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
_FIRST = '''"""A word that our readers know as something else.

Say here what is found, in one sentence that ends with a full stop, and then why it matters to a reader. This is what
`postlint explain {name}` shows.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity


class {class_name}(Rule):
    severity = Severity.WARNING
    word: Annotated[str, "the word that is not ours"] = "utilise"

    good = [
        Good("We use it.\\n", "the word is not there"),
        Good("`utilise` is a function.\\n", "code is no text"),
    ]
    bad = [
        # The marks ⟦ ⟧ stand around the characters that are found.
        Bad("We ⟦utilise⟧ it.\\n", message="is not our word"),
        Bad("We ⟦rent⟧ it.\\n", options={{"word": "rent"}}),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.prose:
            at = block.prose.masked.find(self.word)
            if at >= 0:
                span = block.prose.span(at, at + len(self.word))
                yield self.at(doc, span, f"“{{self.word}}” is not our word: write another one")
'''


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[FOLDER]...")
def test(folders: tuple[Path, ...]) -> None:
    """Run the examples of the rules in FOLDERs (default: the rule folders of the configuration).

    \b
    Each example is run as it is, with CRLF and a byte order mark, below a front
    matter, in a block quote and in a list item; fixes are proven and run twice.
    Exit 0: all hold, 1: some do not, 2: a rule cannot be loaded.
    """
    from postlint.cli.rule_examples import cases_of, failures
    from postlint.config.loading import load
    from postlint.config.rule_files import RuleError, load_rules
    from postlint.config.rule_selection import all_rules
    from postlint.report import plural, printable

    with usage_errors():
        config = load(Path.cwd())
        chosen = folders or config.rule_folders
        if not chosen:
            raise click.UsageError("there are no rules of your own: name a folder, or set rule-folders")
        known = all_rules(())
        try:
            rules = {name: rule for folder in chosen for name, rule in load_rules(folder.absolute()).items()}
        except RuleError as error:
            raise click.ClickException(str(error)) from error
    count = 0
    for failure in failures(rules, {**known, **rules}):
        count += 1
        click.echo(f"{failure.name}: {printable(failure.what)}")
    cases = sum(1 for _ in cases_of(rules))
    click.echo(f"{plural(cases, 'example')} of {plural(len(rules), 'rule')}: {plural(count, 'failure')}")
    if count:
        raise click.exceptions.Exit(1)


@click.command("new-rule")
@click.argument("name", metavar="FAMILY/NAME")
@click.option("--folder", type=click.Path(path_type=Path), help="Where rules are.  [default: the first rule folder]")
def new_rule(name: str, folder: Path | None) -> None:
    """Write a first file for the rule FAMILY/NAME, with a check and examples that `postlint test` passes."""
    from postlint.config.loading import load
    from postlint.config.rule_selection import known_rules

    with usage_errors():
        config = load(Path.cwd())
        place = (folder or next(iter(config.rule_folders), None) or Path("rules")).absolute()
        if not (parts := _NAME.fullmatch(name)):
            raise click.UsageError(
                f"{name!r} is no name of a rule: write a family and a name in small letters, as in house/our-words"
            )
        if name in known_rules(config.rule_folders):
            raise click.UsageError(f"there is a rule {name!r} already")
        file = place / parts[1].replace("-", "_") / f"{parts[2].replace('-', '_')}.py"
        if file.exists():
            raise click.UsageError(f"{file} is there already")
    class_name = "".join(word.capitalize() for word in parts[2].split("-"))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_FIRST.format(name=name, class_name=class_name), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"Wrote {file}. Change it, and run its examples with: postlint test {place}")
    if place not in config.rule_folders:
        click.echo(f"So that it runs, name its folder in postlint.toml: rule-folders = [{str(place)!r}]", err=True)
