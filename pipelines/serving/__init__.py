"""``wirebeam serve``: the tables as a page, a JSON API and an Atom feed, read-only."""
