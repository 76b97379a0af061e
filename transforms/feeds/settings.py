"""Settings of feeds: which there are, how they may be fetched, how often.

Durations are in seconds, sizes in bytes; those of bodies are sizes after decompression.
"""

from typing import Annotated, Literal

from pydantic import Field

from transforms.settings import Settings

DAY: int = 86_400


class FeedSettings(Settings):
    """One feed of ``feeds.yaml``.

    ``country`` and ``side`` are ISO 3166 alpha-2 codes: where the outlet is and whose view it
    takes. ``every`` is the interval that the user wishes for; without it the schedule learns it.
    ``pages``: whether items that carry no full text have their page fetched.
    """

    url: Annotated[str, Field(min_length=1, max_length=4096)]
    title: str | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    side: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    kind: Literal["agency", "national", "regional", "energy", "official", "other"] = "other"
    every: Annotated[int, Field(ge=10, le=DAY)] | None = None
    pages: Literal["never", "truncated", "always"] = "truncated"
    enabled: bool = True


class FetchSettings(Settings):
    """Limits and manners of every request.

    ``private_hosts`` are names, addresses or networks (CIDR) that may be asked although they are
    private, loopback or link-local. ``ports`` are those that an address may name.
    """

    user_agent: Annotated[str, Field(min_length=1, max_length=400)] = (
        "wirebeam/0.1 (news research; respects robots.txt)"
    )
    connect_timeout: Annotated[float, Field(gt=0)] = 10.0
    first_byte_timeout: Annotated[float, Field(gt=0)] = 20.0
    total_timeout: Annotated[float, Field(gt=0)] = 60.0
    max_header_bytes: Annotated[int, Field(gt=0)] = 64_000
    max_body_bytes: Annotated[int, Field(gt=0)] = 20_000_000
    max_redirects: Annotated[int, Field(ge=0)] = 5
    ports: tuple[Annotated[int, Field(ge=1, le=65_535)], ...] = (80, 443, 8080, 8443)
    private_hosts: tuple[str, ...] = ()
    concurrency: Annotated[int, Field(gt=0)] = 16
    host_interval: Annotated[float, Field(ge=0)] = 1.0
    max_pages_per_poll: Annotated[int, Field(ge=0)] = 20


class ScheduleSettings(Settings):
    """When a feed is asked again; all in seconds.

    ``after_soft`` is the first wait after an answer that is no feed, ``after_temporary`` after one
    that promises to pass (429, 5xx, time-outs), ``after_hard`` after one that will not pass by
    itself (404, 410, an address that may not be asked). Each doubles with every failure in a row.
    """

    shortest: Annotated[int, Field(gt=0)] = 300
    longest: Annotated[int, Field(gt=0, le=DAY)] = DAY
    first: Annotated[int, Field(gt=0)] = 900
    polls_per_item: Annotated[float, Field(gt=0)] = 2.0
    after_soft: Annotated[int, Field(gt=0)] = 900
    after_temporary: Annotated[int, Field(gt=0)] = 300
    after_hard: Annotated[int, Field(gt=0)] = 21_600


class PollSettings(Settings):
    """Everything that polling depends on besides the feeds.

    ``shards`` are worked on side by side, each with ``fetch.concurrency`` polls at once; the feeds
    of one host are always in one shard.
    """

    fetch: FetchSettings = FetchSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    max_items: Annotated[int, Field(gt=0)] = 2_000
    shards: Annotated[int, Field(gt=0)] = 1


class CoverageSettings(Settings):
    """How what a feed brings is held against its history, see ``coverage``.

    A window is ``window_hours`` long and starts on a multiple of it, counted from 00:00 UTC.
    ``history_days`` are looked back on; before ``least_days`` of them nothing is expected. A feed
    is silent from ``silent_items`` expected and missing, degraded from ``degraded_items`` expected
    of which it brings less than ``degraded_share``, or where more than ``error_share`` of its
    polls fail. An open window is held against its history once ``judged_after`` of it is over.
    """

    window_hours: Literal[1, 2, 3, 4, 6, 8, 12, 24] = 24
    history_days: Annotated[int, Field(ge=1, le=90)] = 28
    least_days: Annotated[int, Field(ge=1)] = 3
    silent_items: Annotated[float, Field(gt=0)] = 3.0
    degraded_items: Annotated[float, Field(gt=0)] = 10.0
    degraded_share: Annotated[float, Field(gt=0, le=1)] = 0.3
    error_share: Annotated[float, Field(gt=0, le=1)] = 0.5
    judged_after: Annotated[float, Field(ge=0, le=1)] = 0.5
