"""The version of all tables: raised with every change of a record."""

SCHEMA_VERSION = 1
