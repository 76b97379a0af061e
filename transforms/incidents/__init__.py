"""Linking events of several articles into incidents."""
