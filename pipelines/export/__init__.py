"""Rows of a table as GeoParquet, GeoJSON or CSV, streamed in bounded memory. No Beam."""
