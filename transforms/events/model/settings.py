"""Settings of the extractor: which one reads the articles, and all about the language model."""

import ipaddress
import re
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationInfo, field_validator

from transforms.settings import Settings

Seconds = Annotated[float, Field(gt=0, le=3600)]
Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]
RULES: Final = "rules"
MODEL: Final = "model"
_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


def _endpoint_fault(endpoint: str | None, *, allow_http: bool) -> str | None:
    """Return what is wrong with the base address of an endpoint, None if nothing is."""
    if endpoint is None:
        return None
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "expected an address such as https://host/v1"
    plain = endpoint.isascii() and not any(c <= " " for c in endpoint)
    if parts.scheme not in {"http", "https"} or not host or not plain:
        return "expected an address such as https://host/v1; international names as xn--..."
    if parts.username is not None or parts.query or parts.fragment:
        return "expected an address without user, ? and #; a key belongs into the environment"
    if parts.scheme == "http" and not allow_http and not is_loopback(host):
        return "expected https; http is for this machine only, or with allow_http: true"
    return None


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class ModelSettings(Settings):
    """The endpoint and its limits; ``configs/default.yaml`` explains every key.

    Times are seconds, sizes bytes, prices per million tokens. Only the name of the environment
    variable with the key is a setting, the key never is. Budgets, rates and ``concurrency`` hold
    per worker process; the embedded runner has one.
    """

    allow_http: bool = False
    endpoint: str | None = None
    name: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    api_key_variable: str | None = None
    structure: Literal["json_schema", "json_object", "none"] = "json_schema"
    answer_limit_key: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    only_related: bool = True
    max_text_characters: Annotated[int, Field(gt=0, le=1_000_000)] = 12_000
    max_answer_tokens: Annotated[int, Field(gt=0)] = 4_000
    seed: int = 1
    connect_timeout: Seconds = 10.0
    read_timeout: Seconds = 60.0
    total_timeout: Seconds = 180.0
    max_answer_bytes: Annotated[int, Field(gt=0)] = 1_000_000
    attempts: Annotated[int, Field(ge=1, le=20)] = 4
    first_wait: Seconds = 1.0
    longest_wait: Seconds = 60.0
    requests_per_minute: Annotated[int, Field(gt=0)] | None = None
    tokens_per_minute: Annotated[int, Field(gt=0)] | None = None
    concurrency: Annotated[int, Field(ge=1, le=256)] = 4
    give_up_after: Annotated[int, Field(ge=1)] = 20
    max_requests: Annotated[int, Field(ge=0)] | None = None
    price_prompt: Price = 0.0
    price_completion: Price = 0.0
    max_cost: Price | None = None
    cache: Path | None = None

    @field_validator("endpoint")
    @classmethod
    def _endpoint_is_safe(cls, endpoint: str | None, info: ValidationInfo) -> str | None:
        fault = _endpoint_fault(endpoint, allow_http=info.data.get("allow_http", False))
        if fault is not None:
            raise ValueError(fault)
        return endpoint

    @field_validator("api_key_variable")
    @classmethod
    def _is_no_key(cls, name: str | None) -> str | None:
        # The value is not repeated: somebody may have put the key itself there.
        if name is not None and not _VARIABLE.fullmatch(name):
            raise ValueError(
                "expected the name of an environment variable (letters, digits, _),"
                " not the key itself"
            )
        return name

    @field_validator("max_cost")
    @classmethod
    def _cost_has_prices(cls, cost: float | None, info: ValidationInfo) -> float | None:
        prices = [info.data.get(name, 1.0) for name in ("price_prompt", "price_completion")]
        if cost is not None and not any(prices):
            raise ValueError("expected price_prompt or price_completion beside it")
        return cost

    @field_validator("cache")
    @classmethod
    def _is_no_file(cls, folder: Path | None) -> Path | None:
        if folder is not None and folder.exists() and not folder.is_dir():
            raise ValueError(f"expected a folder, {folder} is a file")
        return folder


class ExtractorSettings(Settings):
    """Which extractor reads the articles, and the settings of the model."""

    model: ModelSettings = ModelSettings()
    kind: Literal["rules", "model"] = "rules"

    @field_validator("kind")
    @classmethod
    def _model_is_named(cls, kind: str, info: ValidationInfo) -> str:
        model: ModelSettings | None = info.data.get("model")
        missing = [f"model.{key}" for key in ("endpoint", "name") if not getattr(model, key, True)]
        if kind == MODEL and missing:
            raise ValueError(f"expected a value of {' and '.join(missing)} for the kind model")
        return kind
