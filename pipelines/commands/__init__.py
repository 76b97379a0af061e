"""What each command does, one module per command; nothing here parses a command line."""
