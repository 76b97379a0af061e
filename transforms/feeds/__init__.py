"""Live feeds: fetching politely, reading what came, remembering it, planning the next poll."""
