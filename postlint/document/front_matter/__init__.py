"""Front matter in TOML, YAML and JSON: its values with their spans, and edits that leave the rest as it is.

Reading it loads only the parser of the format at hand.
"""

from postlint.document.front_matter.fences import misplaced, parse
from postlint.document.front_matter.model import Field, FrontMatter, Problem

__all__ = ["Field", "FrontMatter", "Problem", "misplaced", "parse"]
