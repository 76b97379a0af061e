"""Copies are found, template stories and updates are not: one case for each construction."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dedup.settings import NearSettings
from transforms.dedup.similarity import Similarity, similar

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)

NIGHT = """Air defence units shot down 82 drones over 7 regions during the night, the ministry said.
It said 40 of them were intercepted over the Bryansk region, 11 over the Belgorod region and the \
rest over the sea. Debris fell on several private houses, nobody was reported hurt.
Emergency services were working at the scene. Flights at several airports were suspended."""
DUTY = (
    "Силы ПВО за ночь сбили 5 беспилотников над Курской областью, сообщил губернатор в своём "
    "канале. По предварительным данным, пострадавших и разрушений нет. На месте падения обломков "
    "работают оперативные службы. Жителей просят не подходить к обломкам."
)
ALERT = (
    "Протягом ночі підрозділи ППО збили п'ять безпілотників над Полтавщиною, повідомив очільник "
    "області у своєму каналі. За попередніми даними, постраждалих немає. На місці падіння уламків "
    "працюють оперативні служби. Мешканців просять не підходити до уламків."
)
GULF = (
    "قال مسؤول إن الدفاعات الجوية أسقطت طائرات مسيرة فوق مدينة بغداد فجر اليوم دون وقوع اصابات "
    "وان فرق الطوارئ تعمل في الموقع لتقييم الاضرار التي لحقت بالمباني السكنية في المنطقة"
)
NOTICE = (
    "国防部表示防空部队夜间在边境地区击落了82架无人机初步消息称没有人员伤亡救援部门正在现场工作"
)

COPIES = {
    "agency line": ("KYIV, March 1 (Reuters) - " + NIGHT, "KYIV (AP) — " + NIGHT),
    "Russian line": ("МОСКВА, 12 мар - РИА Новости. " + DUTY, "12 марта. ИНТЕРФАКС - " + DUTY),
    "byline above": ("By John Smith\n" + NIGHT, "Anna Bell\n" + NIGHT),
    "byline below": (NIGHT + "\n(Editing by Bob Lee)", NIGHT + "\nReporting by Joe Bell"),
    "headline": ("Dozens of drones downed\n" + NIGHT, "Kremlin says Kyiv struck again\n" + NIGHT),
    "link": (NIGHT, NIGHT.replace("\nIt", "\nExplosions in Kharkiv as 71 missiles fly over\nIt")),
    "background": (NIGHT, NIGHT + "\nAs reported, 45 drones flew to Moscow on 12 February."),
    "two backgrounds": (
        NIGHT + "\nEarlier it was reported that Tver was hit 3 times.",
        NIGHT + "\nAs reported, 45 drones flew to Moscow on 12 February.",
    ),
    "small edits": (
        NIGHT,
        NIGHT.replace("several private houses", "a few homes").replace("working", "at work"),
    ),
    "number in words": (NIGHT, NIGHT.replace(" 7 ", " seven ")),
    "spelling": (NIGHT.replace("Belgorod", "Kyiv"), NIGHT.replace("Belgorod", "Kiev")),
    "declension": (DUTY, DUTY.replace("Курской областью", "Курскую область")),
    "date added": (NIGHT, "3 March 2026. " + NIGHT),
    "Arabic": (GULF, GULF + " كما قال"),
    "Chinese": (NOTICE, NOTICE + "新华社"),
}  # fmt: skip
OTHERS = {
    "all figures": (NIGHT, NIGHT.replace("82", "93").replace(" 7 ", " 8 ").replace("40", "51")),
    "one figure": (NIGHT, NIGHT.replace("82", "93")),
    "one figure, Russian": (DUTY, DUTY.replace("5", "6")),
    "number word": (ALERT, ALERT.replace("п'ять", "шість")),
    "city": (NIGHT, NIGHT.replace("Bryansk", "Kursk")),
    "city, Russian": (DUTY, DUTY.replace("Курской", "Орловской")),
    "city, Ukrainian": (ALERT, ALERT.replace("Полтавщиною", "Сумщиною")),
    "city that opens": ("Харьков атакован. " + DUTY, "Сумы атакованы. " + DUTY),
    "country of one stem": (NIGHT.replace("Belgorod", "Iran"), NIGHT.replace("Belgorod", "Iraq")),
    "weekday": (
        NIGHT.replace("during the night", "overnight on Monday"),
        NIGHT.replace("during the night", "overnight on Tuesday"),
    ),
    "day": (
        NIGHT.replace("during the night", "on the night of 3 March"),
        NIGHT.replace("during the night", "on the night of 4 March"),
    ),
    "month": (
        NIGHT.replace("during the night", "on the night of 3 March"),
        NIGHT.replace("during the night", "on the night of 3 April"),
    ),
    "toll": (
        NIGHT.replace("nobody was reported hurt", "two people were killed"),
        NIGHT.replace("nobody was reported hurt", "four people were killed"),
    ),
    "Arabic city": (GULF, GULF.replace("بغداد", "البصرة")),
    "Chinese figure": (NOTICE, NOTICE.replace("82", "93")),
    "unrelated": (NIGHT, DUTY),
}
TOLL = NIGHT + "\nThe governor later said that five people had been injured by glass."


def both_ways(
    one: str, other: str, first: datetime | None = MONDAY, second: datetime | None = TUESDAY
) -> Similarity | None:
    found = similar(one, other, first, second)
    assert found == similar(other, one, second, first)
    return found


@pytest.mark.parametrize("case", COPIES)
def test_copies_are_found(case: str) -> None:
    found = both_ways(*COPIES[case])
    assert found is not None
    assert 0.7 <= found.containment <= 1


@pytest.mark.parametrize("case", OTHERS)
@pytest.mark.parametrize("second", [MONDAY, TUESDAY, None])
def test_reports_from_one_template_stay_apart(case: str, second: datetime | None) -> None:
    assert both_ways(*OTHERS[case], second=second) is None


def test_a_later_text_with_a_new_figure_is_an_update() -> None:
    assert both_ways(NIGHT, TOLL) is None


def test_a_later_text_that_lost_its_end_is_a_copy() -> None:
    assert both_ways(TOLL, NIGHT) is not None
    assert both_ways(NIGHT, "\n".join(NIGHT.split("\n")[:2])) is not None


def test_a_late_copy_of_the_first_version_is_no_copy_of_the_update() -> None:
    head, *rest = NIGHT.split("\n")
    updated = "\n".join([head, "Later 64 people had asked doctors for help.", *rest])
    assert both_ways(updated, NIGHT, MONDAY, TUESDAY) is None
    plain = "\n".join([head, "Later many people had asked doctors for help.", *rest])
    assert both_ways(plain, NIGHT, MONDAY, TUESDAY) is not None


@pytest.mark.parametrize(("first", "second"), [(None, MONDAY), (None, None), (MONDAY, MONDAY)])
def test_without_an_order_in_time_the_longer_text_is_whole(
    first: datetime | None, second: datetime | None
) -> None:
    assert both_ways(NIGHT, TOLL, first, second) is not None


def test_a_paragraph_in_a_digest_is_no_copy_of_it() -> None:
    digest = "\n".join([NIGHT, DUTY, ALERT, DUTY.replace("ПВО", "МЧС"), ALERT, DUTY])
    assert both_ways(NIGHT, digest) is None


def test_short_texts_are_copies_only_where_equal() -> None:
    short = "Explosions were heard in the city at night."
    assert both_ways(short, short + " Details follow.") is None
    assert both_ways(short, short.upper()) == Similarity(1.0, 1.0)


def test_the_threshold_is_a_setting() -> None:
    one, other = COPIES["small edits"]
    assert similar(one, other, None, None, NearSettings(threshold=0.99)) is None


PIECES = st.lists(
    st.sampled_from([*NIGHT.split(" "), "\n", "93", "Kursk", "Monday", "five", "國"]), max_size=60
)


@given(PIECES, PIECES, st.sampled_from([None, MONDAY, TUESDAY]), st.booleans())
def test_comparing_is_symmetric(
    one: list[str], other: list[str], published: datetime | None, swap: bool
) -> None:
    left, right = " ".join(one), " ".join(one[: len(one) // 2] + other if swap else other)
    assert similar(left, right, published, MONDAY) == similar(right, left, MONDAY, published)


@given(PIECES, st.sampled_from([None, MONDAY, TUESDAY]))
def test_a_text_is_a_copy_of_itself(pieces: list[str], published: datetime | None) -> None:
    assert similar(" ".join(pieces), " ".join(pieces), published, MONDAY) == Similarity(1.0, 1.0)
