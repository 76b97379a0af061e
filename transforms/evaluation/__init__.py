"""Measuring the extractor against annotated articles; pure, no Beam."""
