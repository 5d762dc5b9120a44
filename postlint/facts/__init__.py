"""The facts of an article that others may depend on: how they are extracted, and how they are stored."""
