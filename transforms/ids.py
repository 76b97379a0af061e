"""Stable identifiers: the same parts give the same id on every machine, runner and run."""

import hashlib
from typing import Final

_SEPARATOR: Final = "\x1f"
_BYTES: Final = 16


def digest(*parts: object) -> str:
    """Return 32 hexadecimal characters (blake2b, 128 bit) over the parts, in their order.

    None and "" are different parts. Lone surrogates, which JSON can smuggle in, are encoded too.
    """
    joined = _SEPARATOR.join(["\x00" if part is None else str(part) for part in parts])
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()
