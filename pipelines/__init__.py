"""The launcher side of wirebeam: commands, configuration, graphs. Holds no DoFn."""
