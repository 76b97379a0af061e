"""The gazetteer's kept lists, its compiled files and the script that compiles them."""
