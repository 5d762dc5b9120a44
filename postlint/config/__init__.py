"""The configuration of a run, which rules run, and what both are as documentation."""
