"""The bounded HTTP server that the receiver of pushes and ``wirebeam serve`` run on."""
