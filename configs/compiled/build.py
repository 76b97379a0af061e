"""Build a wheel whose extractor is machine code; run by ``make compiled``.

``python -m configs.compiled.build [setup command ...]`` in the project's folder, by default
``bdist_wheel``. The modules are those that read articles, compiled by mypyc (a part of mypy) as
they are; each stays in the wheel as source, too. Needed at build time only: mypy, setuptools and a
C compiler.
"""

import re
import sys
from pathlib import Path
from typing import Final

from mypyc.build import mypycify
from setuptools import setup

# pydantic and Beam read classes and their hints at run time
_AS_WRITTEN: Final = re.compile(r"^(?:import|from) (?:apache_beam|pydantic)\b", re.MULTILINE)
_OTHERS: Final = ("transforms/language/first_words.py", "transforms/language/phrases.py")


def modules() -> list[str]:
    """Return the paths of the modules to compile, sorted."""
    events = (path for path in Path("transforms/events").glob("*.py") if path.stem != "__init__")
    plain = (path for path in events if not _AS_WRITTEN.search(path.read_text(encoding="utf-8")))
    return sorted([*(path.as_posix() for path in plain), *_OTHERS])


def main(arguments: list[str]) -> None:
    """Run a command of setuptools with the extensions; the rest stands in pyproject.toml."""
    setup(script_args=arguments or ["bdist_wheel"], ext_modules=mypycify(modules()))


if __name__ == "__main__":
    main(sys.argv[1:])
