"""``wirebeam watch``: rounds of the bounded graph, what is due in each, how they end."""
