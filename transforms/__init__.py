"""Pure functions and Beam transforms of wirebeam: one folder per stage."""
