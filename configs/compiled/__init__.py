"""Building the extractor as machine code."""
