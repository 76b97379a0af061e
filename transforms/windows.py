"""The one thing that DoFns of several stages need of Beam's windows."""

from typing import Any

from apache_beam.pvalue import TaggedOutput
from apache_beam.transforms.window import GlobalWindow
from apache_beam.utils.windowed_value import WindowedValue


def in_global_window(value: Any) -> Any:
    """Wrap what ``finish_bundle`` yields; a tagged value keeps its tag outside."""
    window = GlobalWindow()
    if isinstance(value, TaggedOutput):
        return TaggedOutput(value.tag, in_global_window(value.value))
    return WindowedValue(value, window.max_timestamp(), (window,))
