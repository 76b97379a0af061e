"""Publication dates from metadata."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.language.bundled import ConfigurationError, parse_model
from transforms.language.date_words import DateWords
from transforms.language.published import Problem, PublishedDate, parse_published

AS_OF = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIVE = datetime(2024, 4, 24, 5, tzinfo=UTC)
TWO = datetime(2024, 4, 24, 2, tzinfo=UTC)
DAY = datetime(2024, 4, 24, tzinfo=UTC)


def parsed(raw: str | None) -> PublishedDate:
    return parse_published(raw, AS_OF, 1990)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Wed, 24 Apr 2024 05:00:00 GMT", FIVE),
        ("Wed, 24 Apr 2024 05:00:00 +0300", TWO),
        ("Wed, 24 Apr 2024 05:00:00 MSK", TWO),
        ("Wed, 24 Apr 2024 05:00:00 EEST", TWO),
        ("Wed, 24 Apr 2024 05:00:00 EET", TWO + timedelta(hours=1)),
        ("Wed, 24 Apr 2024 05:00:00 CEST", TWO + timedelta(hours=1)),
        ("24 Apr 24 05:00 EST", FIVE + timedelta(hours=5)),
        ("2024-04-24T05:00:00Z", FIVE),
        ("2024-04-24T05:00:00.123456789+03:00", TWO),
        ("2024-04-24 05:00:00 +0300", TWO),
        ("2024-04-24T05:00", FIVE),
        ("20240424T050000Z", FIVE),
        ("1713934800", FIVE),
        ("1713934800000", FIVE),
        ("1713934800000000", FIVE),
        ("24.04.2024 05:00", FIVE),
        ("05:00, 24.04.2024", FIVE),
        ("24 апр. 2024 г., 05:00 (МСК)", TWO),
        ("24 квітня 2024, 05:00", FIVE),
        ("April 24, 2024 1:00 AM ET", FIVE),
        ("January 24, 2024 12:00 AM ET", datetime(2024, 1, 24, 5, tzinfo=UTC)),
        ("24 avril 2024 à 05h00", FIVE),
        ("Mi., 24. April 2024, 05:00 Uhr", FIVE),
        ("24 kwietnia 2024, godz. 5:00", FIVE),
        ("Wed Apr 24 05:00:00 2024", FIVE),
        ("2024-04-23T24:00:00Z", DAY),
        ("Published 24 April 2024 at 5 am", FIVE),
        ("2024/04/24 05:00", FIVE),
    ],
)
def test_a_moment_is_read_in_utc(raw, value):
    assert PublishedDate(value, False, None) == parsed(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "2024-04-24", "20240424", "24.04.2024", "24 апреля 2024", "24 квітня 2024 року",
        "Ср, 24 апр 2024", "Wed, 24 Apr 2024", "April 24, 2024", "24/04/2024", "24.04.24",
        "24 de abril de 2024", "2024年4月24日", "24th of April 2024",
    ],
)  # fmt: skip
def test_a_mere_day_is_its_midnight(raw):
    assert PublishedDate(DAY, True, None) == parsed(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "3 hours ago", "вчера", "сегодня, 05:00", "04/05/2024", "13.13.2024", "2024-02-30", "2024",
        "2024-04", "April 2024", "soon", "0", "24 Apr 25:61", "Mon, 24 Apr 2024 25:00:00 GMT",
        "x" * 5000,
        "99999999999999999999", "24 Apr",
    ],
)  # fmt: skip
def test_what_names_no_full_date_is_unreadable_and_not_guessed(raw):
    assert PublishedDate(None, False, Problem.UNREADABLE) == parsed(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "9999-12-31", "9999-12-31T23:59:59-05:00", "31 December 9999", "0001-01-01T00:00:00Z",
        "12024-01-01", "Thu, 01 Jan 1970 00:00:00 GMT", "2028-01-05", "253402300799",
        "-62135596800",
    ],
)  # fmt: skip
def test_an_impossible_year_is_told_apart(raw):
    assert parsed(raw).problem == Problem.IMPOSSIBLE


def test_a_date_ahead_of_the_clock_is_future_after_two_days():
    assert parsed("2026-11-25").problem is None
    assert parsed("2026-11-26").problem == Problem.FUTURE
    assert parsed("2027-06-01").problem == Problem.FUTURE
    assert parsed("2027-06-01").value is None


@pytest.mark.parametrize("raw", [None, "", "  \n"])
def test_nothing_is_no_problem(raw):
    assert PublishedDate(None, False, None) == parsed(raw)


@given(st.text(max_size=40))
def test_any_text_is_answered_without_an_error(raw):
    assert isinstance(parsed(raw), PublishedDate)


@given(
    st.datetimes(datetime(1991, 1, 1), datetime(2026, 11, 1)),  # noqa: DTZ001
    st.integers(-12 * 60, 14 * 60),
)
def test_iso_dates_survive_in_every_zone(value, minutes):
    zone = timezone(timedelta(minutes=minutes))
    moment = value.replace(microsecond=0, tzinfo=zone)
    assert moment.astimezone(UTC) == parsed(moment.isoformat()).value


def test_a_faulty_word_list_names_every_fault():
    with pytest.raises(ConfigurationError, match=r"x\.yaml.*months.*zones") as caught:
        parse_model(DateWords, "months: {1: [jan]}\nzones: 5\nunknown: 1\n", "x.yaml")
    assert "unknown" in str(caught.value)
