"""Limits of a server. Seconds and bytes."""

from typing import Annotated

from pydantic import Field

from transforms.settings import Settings


class ServerSettings(Settings):
    """How large and how slow requests and answers may be.

    ``max_buffered_bytes`` bounds the bodies of all connections in memory.
    """

    max_header_bytes: Annotated[int, Field(ge=1_000)] = 32_000
    max_body_bytes: Annotated[int, Field(gt=0)] = 20_000_000
    idle_timeout: Annotated[float, Field(gt=0)] = 15.0
    header_timeout: Annotated[float, Field(gt=0)] = 10.0
    body_timeout: Annotated[float, Field(gt=0)] = 60.0
    answer_timeout: Annotated[float, Field(gt=0)] = 15.0
    max_connections: Annotated[int, Field(gt=0)] = 200
    max_buffered_bytes: Annotated[int, Field(gt=0)] = 200_000_000
