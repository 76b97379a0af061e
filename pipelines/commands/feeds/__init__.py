"""``wirebeam feeds check|import|discover``: the feeds there are, and how they are. No Beam."""

from pipelines.commands.feeds.command import feeds

__all__ = ["feeds"]
