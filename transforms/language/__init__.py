"""Articles: cleaning, dates, identity, language, sentences and words."""
