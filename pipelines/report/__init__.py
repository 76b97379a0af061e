"""The report: one model of a period, as JSON, and the page that shows it."""
