"""Writing systems: which one a text is in, and lines that are in another."""

import re
from typing import Final

# Unicode blocks of the scripts that news is written in; letters only.
_BLOCKS: Final = {
    "latin": "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ",
    "cyrillic": "\u0400-\u052f",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "hebrew": "\u05d0-\u05ea",
    "arabic": "\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "devanagari": "\u0900-\u097f",
    "thai": "\u0e00-\u0e7f",
    "georgian": "\u10a0-\u10ff",
    "armenian": "\u0530-\u058f",
    "hangul": "\uac00-\ud7af\u1100-\u11ff",
    "han": "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff",
}
_LETTERS: Final = {name: re.compile(f"[{block}]") for name, block in _BLOCKS.items()}
_BEYOND: Final = re.compile("[\u0530-\u1eff\u1f00-\u1fff\u3040-\ud7af\ufb50-\ufdff]")
_SENTENCE_MARK: Final = re.compile("[.!?。！？؟।]")
_SAMPLE: Final = 4000
_LINE_LIMIT: Final = 60


def main_script(text: str) -> str | None:
    """Return the script of most letters in the beginning of a text, None without letters."""
    sample = text[:_SAMPLE]
    counts = {name: len(pattern.findall(sample)) for name, pattern in _LETTERS.items()}
    best = max(sorted(counts), key=lambda name: counts[name])
    return best if counts[best] else None


def has_other_scripts(text: str) -> bool:
    """Tell whether a text has letters of any script but Latin, Greek and Cyrillic."""
    return not text.isascii() and _BEYOND.search(text) is not None


def foreign_script_line(line: str, script: str | None) -> bool:
    """Tell whether a short line without a sentence is in another script than the article.

    Such lines are licence numbers and language menus. Latin and Cyrillic lines never count:
    articles in one of them quote the other.
    """
    if script is None or len(line) > _LINE_LIMIT or not _BEYOND.search(line):
        return False
    if _SENTENCE_MARK.search(line):
        return False
    own = main_script(line)
    return own not in (None, script, "latin", "cyrillic")
