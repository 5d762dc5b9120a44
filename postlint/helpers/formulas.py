"""Where signs of Markdown mean something else, for rules that read texts."""

from postlint.document.formulas import in_formula, is_about_markdown

__all__ = ["in_formula", "is_about_markdown"]
