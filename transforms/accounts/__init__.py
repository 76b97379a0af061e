"""What a run counts: outcomes, rejects, slots and labels, and the law that nothing is lost."""
