"""Reading: files of every supported format to raw articles and rejects."""
