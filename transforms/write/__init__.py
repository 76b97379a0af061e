"""Writing: Parquet files, commits and reading the committed state back."""
