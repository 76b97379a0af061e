"""Addresses: the canonical form by which an article is known, and the domain it comes from.

Two addresses of one article - with tracking parameters, over http, in the mobile or AMP rendering -
share a canonical form; RFC 3986 section 6 for the syntax-based part, ``configs/urls.yaml`` for the
rest. Nothing here opens a connection.
"""

import ipaddress
import re
from functools import cached_property, lru_cache
from typing import Final
from urllib.parse import quote, unquote, urlsplit

import idna
from tld import get_tld
from tld.utils import Result

from transforms.language.bundled import bundled_model
from transforms.settings import Settings

MAX_LENGTH: Final = 4096
MAX_REDIRECTS: Final = 3

_UNRESERVED: Final = re.compile(r"[A-Za-z0-9\-._~]")
_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})|%")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028\u2029\ufeff]")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_BARE_HOST: Final = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,10}[^\W\d_][\w-]{0,62}\.?(?::\d{1,5})?(?=[/?#]|$)"
)
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_SESSION: Final = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_CACHE_PATH: Final = re.compile(r"/(?:c|v|i|amp)/(s/)?([^/]+\.[^/]+)(/.*)?$")


class Redirector(Settings):
    """An address that only passes on to the one in a parameter."""

    host: str
    path: str
    parameters: tuple[str, ...]


class UrlRules(Settings):
    """What of an address does not belong to the article: ``configs/urls.yaml``."""

    tracking_parameters: tuple[str, ...]
    rendering_parameters: tuple[str, ...]
    index_pages: tuple[str, ...]
    host_variants: tuple[str, ...]
    path_variants: tuple[str, ...]
    redirectors: tuple[Redirector, ...]

    @cached_property
    def ignored_parameters(self) -> re.Pattern[str]:
        """Parameters to leave out, as one pattern over the whole lower-cased name."""
        names = (*self.tracking_parameters, *self.rendering_parameters)
        return re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in names))


def bundled_url_rules() -> UrlRules:
    """Return the rules that come with the package."""
    return bundled_model(UrlRules, "urls.yaml")


def canonical_url(url: str, rules: UrlRules | None = None) -> str | None:
    """Return the canonical form of an address, always with ``https``; None if it is unusable.

    Unusable are other schemes, an address without a host, with an impossible host or port, or of
    more than ``MAX_LENGTH`` characters. Never raises. Applying it twice changes nothing.
    """
    rules = rules or bundled_url_rules()
    current: str | None = url
    for _ in range(MAX_REDIRECTS + 1):
        if current is None:
            return None
        result = _canonical(current, rules)
        target = _redirect_target(result, rules) if result else None
        if target is None:
            return result
        current = target
    return None


def followable(url: str) -> bool:
    """Tell whether an address may stand where somebody may follow it.

    http, https and what has no scheme may; ``javascript:``, ``file:``, ``data:`` and the like,
    also with control characters and spaces in them as browsers pass them over, may not.
    """
    text = _CONTROLS.sub("", url).strip().lower()
    if text.startswith(("http://", "https://")) or canonical_url(url) is not None:
        return True
    return ":" not in re.split(r"[/?#]", text, maxsplit=1)[0]


def registered_domain(url_or_host: str) -> str | None:
    """Return the registrable domain of an address or a host name, by the public suffix list.

    Private suffixes count: a site on a hosting service is its own source. A host under an unknown
    top-level domain gives its last two labels if it came as an address, None as a bare name (it may
    be any text with a full stop). None for IP addresses and suffixes themselves. Never raises.
    """
    text = _CONTROLS.sub("", url_or_host).strip()
    if not text or len(text) > MAX_LENGTH:
        return None
    if "://" in text or text.startswith("//"):
        try:
            parts = urlsplit(text if "://" in text else f"https:{text}")
            host = _host(parts.hostname or "")
        except ValueError:
            return None
        return _domain(host, True) if host else None
    match = _BARE_HOST.match(text)
    host = _host(match.group().split(":")[0]) if match else None
    return _domain(host, False) if host else None


def is_home_page(canonical: str) -> bool:
    """Tell whether a canonical address names a whole site and therefore no article."""
    return canonical.count("/") == 3 and canonical.endswith("/")


@lru_cache(maxsize=20_000)
def _domain(host: str, guess: bool) -> str | None:
    if _is_address(host):
        return None
    found = get_tld(f"https://{host}", fail_silently=True, as_object=True, search_private=True)
    if isinstance(found, Result):
        domain = str(found.fld)
        return domain if domain != str(found.tld) else None
    labels = host.split(".")
    return ".".join(labels[-2:]) if guess and len(labels) > 1 else None


def _canonical(url: str, rules: UrlRules) -> str | None:
    text = _with_scheme(_CONTROLS.sub("", url).strip())
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError:
        return None
    if host is None:
        return None
    cached = _cached_copy(host, parts.path)
    if cached is not None:
        return _canonical(f"{cached}?{parts.query}", rules)
    host = _without_variant(host, rules)
    authority = host if port in (None, 80, 443) else f"{host}:{port}"
    query = _query(parts.query, rules)
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    result = f"https://{authority}{_path(parts.path, rules)}"
    if query:
        result += f"?{query}"
    # Only such fragments select a page: they are the routes of pages built in the browser.
    if fragment:
        result += "#" + _escaped(fragment, "!$&'()*+,;=:@/?")
    return result if len(result) <= MAX_LENGTH else None


def _with_scheme(text: str) -> str | None:
    """Return the address with a scheme of the web, or None if it is none of the web."""
    if not text or len(text) > MAX_LENGTH:
        return None
    if text.startswith("//"):
        return f"https:{text}"
    scheme = _SCHEME.match(text)
    if scheme and scheme.group(1).lower() in ("http", "https"):
        return text
    bare = _BARE_HOST.match(text)
    if bare and (text[bare.end() :].startswith("/") or text.lower().startswith("www.")):
        return f"https://{text}" if registered_domain(bare.group()) else None
    return None


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=20_000)
def _host(host: str) -> str | None:
    """Return the host in lower-case ASCII (IDNA 2008 with UTS 46 mapping), None if impossible."""
    host = unquote(host).rstrip(".").lower()
    if _is_address(host):
        address = ipaddress.ip_address(host)
        return f"[{address}]" if address.version == 6 else str(address)
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii").lower()
        except UnicodeError:
            return None
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return host


def _without_variant(host: str, rules: UrlRules) -> str:
    """Drop "www", "m", "amp" and the like as long as a registered domain remains behind them."""
    domain = _domain(host, True)
    if domain is None or not host.endswith(f".{domain}"):
        return host
    labels = host[: -len(domain) - 1].split(".")
    kept = [label for label in labels if label not in rules.host_variants]
    return ".".join([*kept, domain])


def _cached_copy(host: str, path: str) -> str | None:
    """Return the address behind an AMP cache, which serves copies of other sites' pages."""
    of_google = host in ("google.com", "www.google.com") and path.startswith("/amp/")
    if not (of_google or host.endswith(".cdn.ampproject.org")):
        return None
    match = _CACHE_PATH.match(path)
    return f"https://{match.group(2)}{match.group(3) or '/'}" if match else None


def _redirect_target(canonical: str, rules: UrlRules) -> str | None:
    parts = urlsplit(canonical)
    for redirector in rules.redirectors:
        if parts.hostname != redirector.host or parts.path != redirector.path:
            continue
        pairs = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
        for name in redirector.parameters:
            target = unquote(pairs.get(name, ""))
            if target.startswith(("http://", "https://")):
                return target
    return None


def _path(path: str, rules: UrlRules) -> str:
    path = _SESSION.sub("", _escaped(path, "!$&'()*+,;=:@/"))
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in ("", "."):
            segments.append(segment)
    while len(segments) > 1 and segments[0].lower() in rules.path_variants:
        del segments[0]
    while segments:
        last = segments[-1].lower()
        variant = last in rules.path_variants and len(segments) > 1
        if not variant and last not in rules.index_pages:
            break
        del segments[-1]
    return "/" + "/".join(segments)


def _query(query: str, rules: UrlRules) -> str:
    kept = set()
    for item in query.replace("&amp;", "&").split("&"):
        name, _, value = item.replace("+", "%20").partition("=")
        if not name or rules.ignored_parameters.fullmatch(unquote(name).lower()):
            continue
        safe = "!$'()*,;:@/?"
        kept.add(f"{_escaped(name, safe)}={_escaped(value, safe + '=')}")
    return "&".join(sorted(kept))


def _escaped(text: str, safe: str) -> str:
    """Percent-encode what has to be, decode what need not be, upper-case hexadecimal digits."""

    def normalised(match: re.Match[str]) -> str:
        if match.group(1) is None:
            return "%25"
        character = chr(int(match.group(1), 16))
        return character if _UNRESERVED.match(character) else match.group().upper()

    return quote(_ESCAPE.sub(normalised, text), safe=safe + "%", errors="replace")
