"""Which findings count: a baseline of known ones, and those that a change introduces."""

BASELINE = ".postlint-baseline.json"
"""The file of known findings, where no other one is named."""
