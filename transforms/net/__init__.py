"""What every speaker of HTTP needs: one deadline over a whole exchange."""
