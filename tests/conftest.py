"""What all tests share."""

from hypothesis import settings

# Busy machines are slow and runs must not differ: no deadlines, the same examples every time.
settings.register_profile("wirebeam", deadline=None, derandomize=True)
settings.load_profile("wirebeam")
