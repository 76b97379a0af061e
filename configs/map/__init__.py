"""Outlines of countries and regions for the report's map, and the scripts that build them."""
