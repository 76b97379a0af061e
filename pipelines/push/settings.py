"""Settings of the receiver: section ``push`` of the configuration. Seconds and bytes."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from pipelines.http_server.settings import ServerSettings
from transforms.settings import Settings

Algorithm = Literal["sha1", "sha256", "sha384", "sha512"]


class WebSubSettings(Settings):
    """Subscriptions at hubs that polled feeds name.

    ``public_url`` is the address under which hubs reach the receiver (without it nothing is
    subscribed). ``lease`` is asked for; the hub may grant another. A hub without TLS would learn
    the secret in the open, so it is asked only with ``plain_hubs``.
    """

    public_url: Annotated[str, Field(pattern=r"^https?://[^\s?#]+$", max_length=1000)] | None = None
    lease: Annotated[int, Field(ge=300, le=31_536_000)] = 864_000
    algorithms: tuple[Algorithm, ...] = ("sha256", "sha384", "sha512")
    plain_hubs: bool = False
    max_subscriptions: Annotated[int, Field(ge=0)] = 2_000


class PushSettings(ServerSettings):
    """Limits of the receiver, and where its token is found.

    The token is the content of ``token_file``, else the value of the environment variable
    ``token_variable``. ``spool`` is the local folder in which accepted articles wait, None for one
    below a local output folder. ``max_spool_bytes`` and ``max_spool_files`` bound what waits on
    disk for the next round.
    """

    token_variable: Annotated[str, Field(min_length=1)] = "WIREBEAM_PUSH_TOKEN"  # noqa: S105 - a name
    token_file: Path | None = None
    spool: Path | None = None
    max_records: Annotated[int, Field(gt=0)] = 10_000
    requests_per_minute: Annotated[int, Field(gt=0)] = 600
    max_spool_bytes: Annotated[int, Field(gt=0)] = 1_000_000_000
    max_spool_files: Annotated[int, Field(gt=0)] = 20_000
    websub: WebSubSettings = WebSubSettings()
