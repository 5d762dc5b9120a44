"""What Hugo does with the sources of a site; the only package that knows Hugo."""
