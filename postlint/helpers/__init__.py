"""What several rules ask of an article or of a site."""
