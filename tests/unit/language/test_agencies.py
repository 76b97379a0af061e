"""Credits of wire agencies: one case for each construction, and quotes that are no credit."""

import pytest

from transforms.language.agencies import Agencies, bundled_agencies, credit_words, credited_agency
from transforms.language.bundled import ConfigurationError, parse_model

BODY = (
    "The governor wrote in the morning that a depot had caught fire and that nobody was hurt.\n"
    + "Firefighters worked at the scene until noon, and the road was closed for some hours.\n" * 8
)


def credit(text: str, authors: tuple[str, ...] = (), source: str | None = None) -> str | None:
    return credited_agency(text, authors, source, bundled_agencies())


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("KYIV, March 1 (Reuters) - ", "reuters"),
        ("MOSCOW (AP) — ", "ap"),
        ("RIYADH (SPA) -- ", "spa"),
        ("TEHRAN, Mar. 1 (IRNA) – ", "irna"),
        ("Berlin (dpa) - ", "dpa"),
        ("BEIJING, March 1 (Xinhua) -- ", "xinhua"),
        ("ТАСС, 12 марта. ", "tass"),
        ("МОСКВА, 12 марта. /ТАСС/. ", "tass"),
        ("МОСКВА, 12 мар - РИА Новости. ", "ria"),
        ("Москва. 12 марта. ИНТЕРФАКС - ", "interfax"),
        ("КИЇВ, 12 березня. /Укрінформ/. ", "ukrinform"),
        ("Київ. 12 березня. ІНТЕРФАКС-УКРАЇНА - ", "interfax-ukraine"),
        ("Kyiv • UNN\n", "unn"),
        ("By Reuters\n", "reuters"),
        ("Headline of the day\nAssociated Press\n", "ap"),
        ("Джерело: УНІАН\n", "unian"),
        ("As Ukrinform reports, ", "ukrinform"),
        ("According to the Anadolu news agency, ", "anadolu"),
        ("Об этом сообщает «Интерфакс». ", "interfax"),
        ("Об этом передаёт корреспондент ИА Регнум. ", None),
        ("Про це повідомляє агенція Інтерфакс-Україна. ", "interfax-ukraine"),
        ("Про це пише РБК-Україна з посиланням на Reuters. ", "reuters"),
        ("Склад загорелся, сообщили в МЧС со ссылкой на ТАСС. ", "tass"),
        ("Laut der Nachrichtenagentur Reuters brannte es. ", "reuters"),
        ("Selon l'agence Reuters, un dépôt a brûlé. ", "reuters"),
        ("Jak podaje agencja PAP, spłonął magazyn. ", "pap"),
    ],
)
def test_credits_at_the_head(head: str, agency: str | None) -> None:
    assert credit(head + BODY) == agency


@pytest.mark.parametrize(
    ("foot", "agency"),
    [
        ("(Reuters)", "reuters"),
        ("Source: TASS", "tass"),
        ("Traffic resumed in the evening. (AFP)", "afp"),
        ("(With inputs from Reuters)", "reuters"),
        ("Источник: РИА Новости", "ria"),
        ("© Interfax-Ukraine", "interfax-ukraine"),
    ],
)
def test_credits_at_the_foot(foot: str, agency: str) -> None:
    assert credit(BODY + foot) == agency


def test_a_quote_on_a_detail_is_no_credit() -> None:
    assert credit(BODY + "One worker told Reuters that the alarm came late.\n" + BODY) is None
    assert credit(BODY + "Об этом передаёт ТАСС.\n" + BODY) is None


@pytest.mark.parametrize(
    "text",
    [
        "The AP-3 road was closed. ",
        "A spa hotel burned down. ",
        "The Reuters building in London burned. ",
        "Mapping the fire took hours. ",
    ],
)
def test_names_without_a_credit_are_none(text: str) -> None:
    assert credit(text + BODY) is None


def test_authors_and_sources_speak_where_the_text_does_not() -> None:
    assert credit(BODY, authors=("Ann Smith", "Reuters")) == "reuters"
    assert credit(BODY, authors=("Reuters Jones",)) is None
    assert credit(BODY, source="tass.ru") == "tass"
    assert credit("LONDON (Reuters) - " + BODY, source="tass.ru") == "reuters"
    assert credit(BODY, source="example.org") is None


def test_every_agency_is_found_by_each_of_its_names() -> None:
    known = bundled_agencies()
    for agency in known.agencies:
        for name in (*agency.names, *agency.marks):
            assert credit(f"KYIV ({name}) - {BODY}") == agency.id, name
    assert {"reuters", "тасс", "novosti"} <= credit_words()


@pytest.mark.parametrize(
    ("agencies", "fault"),
    [
        ("[{id: a, marks: [X]}, {id: b, marks: [X]}]", "'X' stands under a and b"),
        ("[{id: a}]", "a has neither names nor marks"),
        ("[{id: A b, marks: [X]}]", "agencies.0.id"),
        ("[{id: a, marks: [X], colour: red}]", "agencies.0.colour"),
    ],
)
def test_faults_of_the_list_are_named(agencies: str, fault: str) -> None:
    rest = "citing: []\ntelling: []\nbetween: []\nlabels: []"
    with pytest.raises(ConfigurationError, match=r"my\.yaml") as failure:
        parse_model(Agencies, f"agencies: {agencies}\n{rest}", "my.yaml")
    assert fault in str(failure.value)
