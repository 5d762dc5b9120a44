"""Which findings count: a baseline of known ones, and those that a change introduces."""
