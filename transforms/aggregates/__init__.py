"""Event-time windows over events: sums, revisions and their steps."""
