"""Which articles are new, which repeat others: exact rules over light fingerprints."""
