"""What others may know of an article: its facts, how they are extracted, and how they are stored."""
