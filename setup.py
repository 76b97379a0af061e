"""What pyproject.toml cannot say: WIREBEAM_COMPILE=1 builds the extractor as machine code.

``make compiled`` sets it. The modules are those that read articles, compiled by mypyc as they are;
each stays in the wheel as source, too. Without the variable nothing is compiled.
"""

import os
import re
from pathlib import Path

from setuptools import Extension, setup

# pydantic and Beam read classes and their hints at run time
_AS_WRITTEN = re.compile(r"^(?:import|from) (?:apache_beam|pydantic)\b", re.MULTILINE)
_OTHERS = ("transforms/language/first_words.py", "transforms/language/phrases.py")


def _modules() -> list[str]:
    """Return the modules to compile, sorted."""
    events = (path for path in Path("transforms/events").glob("*.py") if path.stem != "__init__")
    plain = (path for path in events if not _AS_WRITTEN.search(path.read_text(encoding="utf-8")))
    return sorted([*(path.as_posix() for path in plain), *_OTHERS])


def _extensions() -> list[Extension]:
    if os.environ.get("WIREBEAM_COMPILE") != "1":
        return []
    from mypyc.build import mypycify  # noqa: PLC0415 - a part of mypy, only for this

    return list(mypycify(_modules()))


setup(ext_modules=_extensions())
