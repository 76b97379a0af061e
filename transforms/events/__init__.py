"""Extraction of events: what one article reports as having happened, with evidence."""
