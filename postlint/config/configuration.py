"""The configuration of a run, as data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from postlint import DOCUMENTATION
from postlint.config.front_matter_schema import schema_of
from postlint.config.rule_selection import SelectionError
from postlint.diagnostic import Severity

OFF = "off"
"""The severity of a rule that does not run."""


class ConfigError(SelectionError):
    """A configuration that cannot be used. The message names the file, the line and the nearest right word."""


class Config(Struct, frozen=True):
    """All settings of a run. Names of rules are rules, families or `ALL`; patterns are those of .gitignore."""

    root: Path
    """Where the configuration applies: its folder, or the root of the repository, or the current directory."""
    path: Path | None = None
    """The file it was read from."""
    select: tuple[str, ...] = ()
    """The rules that run; none means all that are on by default."""
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By rule, its options and `severity`."""
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    site: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, Any] = field(default_factory=dict)
    """How external links are asked; what it means is `external.settings`' business."""
    rule_folders: tuple[Path, ...] = ()
    rule_pages: str = DOCUMENTATION and f"{DOCUMENTATION}rules"
    """The address below which the page of each rule is, by its name; "" for none."""
    cache_folder: Path | None = None
    """Where to remember what was found; None for nowhere."""
    untrusted_folders: tuple[Path, ...] = ()
    """Folders of rules whose names are known, and of which nothing is loaded."""
    is_partial: bool = False
    """Whether it names rule folders or another configuration that were left out, as nobody has said to trust them."""

    @property
    def inputs(self) -> str:
        """All of it that the findings in one file depend on, besides the rules that run."""
        declared = [
            (name, parameters["text"])
            for name, parameters in self.site.get("shortcodes", {}).items()
            if "text" in parameters
        ]
        return repr((sorted(self.rules.items()), sorted(self.front_matter.items()), self.rule_folders, declared))

    def schema(self, path: str) -> Mapping[str, Any]:
        """What is asked of the front matter of the article at `path`: the general part, then those of its folders."""
        return schema_of(self.front_matter, path) if self.front_matter else {}
