"""Package data: default settings and everything the extractor knows about the world."""
