"""Bytes to text: byte order marks, UTF-8, declared and undeclared legacy encodings.

Order of belief: byte order mark, zero bytes of UTF-16, strict UTF-8, UTF-8 with a little damage,
the declared encoding where the bytes look like it, the detector. UTF-8 comes before the declaration
because text in a legacy encoding practically never is valid UTF-8, while wrong declarations are
common. The detector is chardet with a short list of candidates: it reads 115 of 115 sentences and
115 of 115 headings of 30 characters (Russian and Ukrainian) in each of windows-1251, KOI8-R,
KOI8-U, cp866 and ISO 8859-5; charset-normalizer reads 86 to 115 and 22 to 108 in the first four.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Final

import chardet

from transforms.outcomes import Reason
from transforms.read.failures import ReadError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 100_000
_CONTROLS: Final = bytes(c for c in range(32) if c not in b"\t\n\r\x0c\x1b")
_CONTROL_SHARE: Final = 0.05
_ESCAPES: Final = re.compile(rb"\x1b[$(][@-J]")  # switches of the ISO 2022 encodings
_DECLARED_BENEFIT: Final = 0.5
# What news is or was published in. More candidates cost accuracy: with the Kazakh and Tajik code
# pages among them, Ukrainian windows-1251 is misread.
_CANDIDATES: Final = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "koi8-r", "koi8-u", "cp866", "iso8859-2", "iso8859-5", "iso8859-9", "iso8859-15",
    "gb18030", "big5hkscs", "cp932", "euc_jis_2004", "iso2022_jp_2", "cp949", "tis-620", "utf-8",
)  # fmt: skip
# KOI8-U has the letters of KOI8-R in their places and Ukrainian letters where that has box lines.
_SUPERSETS: Final = {
    "koi8-r": "koi8-u",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_jp": "euc_jis_2004",
    "iso2022_jp": "iso2022_jp_2",
    "euc_kr": "cp949",
}
_TAG: Final = re.compile(rb"<[^<>]{0,1000}>")
_NOTHING_FITS: Final = "utf-8"


def wide_encoding(sample: bytes) -> str | None:
    """Recognise UTF-16 and UTF-32 by byte order mark or by where the zero bytes stand.

    Without a mark it takes text with a fair share of ASCII (spaces, line ends, markup), which has
    its zero bytes nearly all on one side; both news prose and JSON do.
    """
    for mark, encoding in _MARKS[1:]:
        if sample.startswith(mark):
            return encoding
    if sample[:3] == b"\0\0\0" and sample[3:4].strip(b"\0"):
        return "utf-32-be"
    if sample[1:4] == b"\0\0\0" and sample[4:8].strip(b"\0"):
        return "utf-32-le"
    sample = sample[: min(len(sample), 4096) // 2 * 2]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 20 < len(sample) or len(sample) < 4:
        return None
    if min(even, odd) * 20 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(encoding, "replace")
    odd_signs = sum(1 for sign in text if not sign.isprintable() and not sign.isspace())
    return encoding if odd_signs * 20 <= len(text) else None


def as_ascii_compatible(chunks: Iterator[bytes], sample: bytes) -> Iterator[bytes]:
    """Pass a byte stream on without byte order mark, UTF-16 and UTF-32 rewritten as UTF-8.

    Afterwards line ends, quotes and brackets are single bytes, whatever the encoding.
    """
    encoding = wide_encoding(sample)
    if encoding is None:
        for number, chunk in enumerate(chunks):
            yield chunk.removeprefix(codecs.BOM_UTF8) if number == 0 else chunk
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    first = True
    for chunk in chunks:
        text = decoder.decode(chunk)
        if first and text:
            text, first = text.removeprefix("\ufeff"), False
        yield text.encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def decode_text(data: bytes, *declared: str | None) -> str:
    """Decode a document or a line of unknown encoding; NUL characters are left out.

    ``declared`` is what the document and its carrier say about it, the first one believed most;
    these are hints only.

    Raises:
        ReadError: undecodable_text, when the bytes are no text in any encoding that is known.
    """
    if b"\0" not in data and b"\x1b" not in data:
        text = _strict_utf8(data)
        if text is not None:
            _refuse_binary(data)
            return text.removeprefix("\ufeff")
    return _decoded(data, declared)


def _decoded(data: bytes, declared: tuple[str | None, ...]) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace").replace("\0", "")
    wide = wide_encoding(data)
    if wide:
        return data.decode(wide, "replace").replace("\0", "")
    _refuse_binary(data)
    data = data.replace(b"\0", b"")
    text = _utf8(data)
    if text is not None:
        return text
    names = (_codec_name(name) for name in declared)
    return _legacy(data, [name for name in names if name])


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 8 and controls > _CONTROL_SHARE * len(sample):
        raise ReadError(Reason.UNDECODABLE_TEXT, "control bytes, not text in a known encoding")


def _strict_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _utf8(data: bytes) -> str | None:
    """Read UTF-8, also with a few broken sequences among many good ones; None for other bytes."""
    if _ESCAPES.search(data[:_SAMPLE]):
        return None
    strict = _strict_utf8(data)
    if strict is not None:
        return strict
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - broken
    return text if good > 4 * broken else None


def _codec_name(declared: str | None) -> str | None:
    """Return Python's name of a declared encoding, None for one that says nothing here."""
    if not declared:
        return None
    try:
        info = codecs.lookup(declared.strip().strip("\"'"))
        text = info.decode(b" ")[0]
    except (LookupError, ValueError, TypeError, AssertionError):
        return None
    if not isinstance(text, str) or info.name.startswith(("utf", "unicode", "raw", "idna", "puny")):
        return None
    return _SUPERSETS.get(info.name, info.name)


def _legacy(data: bytes, declared: list[str]) -> str:
    guess, confidence = _detected(data, None)
    for name in declared:
        if name not in _CANDIDATES:
            guess = guess or name
            continue
        believed, benefit = _detected(data, name)
        if believed and (guess is None or benefit >= _DECLARED_BENEFIT * confidence):
            guess = name
            break
    if guess is None:
        raise ReadError(Reason.UNDECODABLE_TEXT, "no known encoding fits these bytes")
    text = data.decode(guess, "replace")
    if text.count("\ufffd") > len(text) // 50 + 1:
        raise ReadError(Reason.UNDECODABLE_TEXT, f"not even {guess} fits these bytes")
    return text


def _detected(data: bytes, only: str | None) -> tuple[str | None, float]:
    """Return the detector's encoding and confidence, among all or for ``only`` one.

    It sees no tags: it would believe the declarations in them.
    """
    answer = chardet.detect(
        _TAG.sub(b" ", data[:_SAMPLE]),
        compat_names=False,
        include_encodings=(only, _NOTHING_FITS) if only else _CANDIDATES,
        no_match_encoding=_NOTHING_FITS,
    )
    encoding = answer["encoding"]
    if encoding is None or encoding == _NOTHING_FITS:
        return None, 0.0
    return _SUPERSETS.get(encoding, encoding), float(answer["confidence"])
