"""Settings of the extractor: which one reads the articles, and all about the language model."""

import ipaddress
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from transforms.settings import Settings

Seconds = Annotated[float, Field(gt=0, le=3600)]
Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]
RULES: Final = "rules"
MODEL: Final = "model"


def _endpoint_fault(endpoint: str | None, *, allow_http: bool) -> str | None:
    """Return what is wrong with the base address of an endpoint, None if nothing is."""
    if endpoint is None:
        return None
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "expected an address such as https://host/v1"
    if parts.scheme not in {"http", "https"} or not host or any(c <= " " for c in endpoint):
        return "expected an address such as https://host/v1"
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

    endpoint: str | None = None
    name: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    api_key_variable: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] | None = None
    allow_http: bool = False
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
    max_cost: Price | None = None
    price_prompt: Price = 0.0
    price_completion: Price = 0.0
    cache: Path | None = None

    @model_validator(mode="after")
    def _endpoint_is_safe(self) -> "ModelSettings":
        fault = _endpoint_fault(self.endpoint, allow_http=self.allow_http)
        if fault is not None:
            raise ValueError(f"endpoint: {fault}")
        return self

    @model_validator(mode="after")
    def _cost_has_prices(self) -> "ModelSettings":
        if self.max_cost is not None and not self.price_prompt and not self.price_completion:
            raise ValueError("max_cost: expected a price_prompt or price_completion beside it")
        return self

    @field_validator("cache")
    @classmethod
    def _is_no_file(cls, folder: Path | None) -> Path | None:
        if folder is not None and folder.exists() and not folder.is_dir():
            raise ValueError(f"expected a folder, {folder} is a file")
        return folder


class ExtractorSettings(Settings):
    """Which extractor reads the articles, and the settings of the model."""

    kind: Literal["rules", "model"] = "rules"
    model: ModelSettings = ModelSettings()

    @model_validator(mode="after")
    def _model_is_named(self) -> "ExtractorSettings":
        missing = [key for key in ("endpoint", "name") if getattr(self.model, key) is None]
        if self.kind == MODEL and missing:
            keys = " and ".join(f"model.{key}" for key in missing)
            raise ValueError(f"kind model: expected a value of {keys}")
        return self
