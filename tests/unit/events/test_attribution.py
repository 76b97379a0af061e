"""Roles, channels, stances and scopes of attributions; what is left out; what never happens."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.events.attribution import Attribution, find_attributions
from transforms.events.attribution_knowledge import load_attribution
from transforms.events.attribution_verification import VerificationMention, find_verification
from transforms.language.sentences import split_sentences
from transforms.language.tokens import tokenize

CONFIGS = Path(__file__).resolve().parents[3] / "configs"


def read(text: str, language: str = "en", source: str | None = None) -> list[Attribution]:
    """Return the attributions of a text."""
    knowledge = load_attribution(CONFIGS, language)
    sentences = split_sentences(text, language)
    return find_attributions(text, tokenize(text, language), sentences, knowledge, source)


def remarks(text: str, language: str = "en") -> list[VerificationMention]:
    """Return the remarks on verification of a text."""
    knowledge = load_attribution(CONFIGS, language)
    tokens, sentences = tokenize(text, language), split_sentences(text, language)
    attributions = find_attributions(text, tokens, sentences, knowledge)
    return find_verification(text, tokens, sentences, knowledge, attributions)


@pytest.mark.parametrize(
    ("language", "text", "role", "side", "channel", "stance"),
    [
        ("en", "Mayor Ihor Terekhov wrote on Telegram that a clinic burned.", "mayor", "UA",
         "telegram", "claims"),
        ("en", "CENTCOM said on X that two drones were downed.", "military", "US", "x", "claims"),
        ("en", "Tehran denied striking the tanker.", "government", "IR", None, "denies"),
        ("en", "Governor Yury Slyusar confirmed a fire in Azov.", "governor", "RU", None,
         "confirms"),
        ("en", "The Tula governor, Ivan Sokolov, said windows were broken.", "governor", "RU",
         None, "claims"),
        ("ru", "Мэр Пскова Пётр Ильин признал повреждение депо.", "mayor", "RU", None, "confirms"),
        ("ru", "Глава Белгородского района Анна Куташова сообщила в Telegram о пожаре.", "head",
         "RU", "telegram", "claims"),
        ("uk", "Москва спростувала удар по дамбі.", "government", "RU", None, "denies"),
        ("uk", "Очільник Волинської ОВА Іван Рудницький написав у Facebook про влучання.",
         "governor", "UA", "facebook", "claims"),
    ],
)  # fmt: skip
def test_role_side_channel_and_stance_come_from_the_words(
    language: str, text: str, role: str, side: str, channel: str | None, stance: str
) -> None:
    (found,) = read(text, language)
    assert (role, side, channel, stance) == (found.role, found.side, found.channel, found.stance)


def test_offsets_point_at_the_claimant_and_the_verb() -> None:
    text = "Two died, Governor Vyacheslav Gladkov said on Monday."
    (found,) = read(text)
    assert text[found.start : found.end] == "Governor Vyacheslav Gladkov"
    assert text[found.verb_start : found.verb_end] == "said"


def test_a_quotation_is_covered_as_a_whole() -> None:
    text = 'A depot burns.\n"A drone fell. Nobody died. Crews are at work," Igor Rudenya said.'
    (found,) = read(text)
    assert found.scope == (1, 2, 3)


def test_words_that_point_back_cover_the_paragraph_before() -> None:
    text = "Дрон ударил по цеху. Ранены двое.\nОб этом сообщил губернатор Андрей Бочаров."
    (found,) = read(text, "ru")
    assert (found.name, found.scope) == ("Andrey Bocharov", (0, 1, 2))


def test_a_colon_covers_the_quotation_after_it() -> None:
    text = "Кіпер написав:\n«Пошкоджено склад. Поранених немає»."
    (found,) = read(text, "uk")
    assert found.scope == (0, 1, 2)


def test_a_pronoun_and_a_bare_office_mean_the_one_named_before() -> None:
    text = (
        "Governor Gleb Nikitin said a plant was hit. Later the governor added that it works. "
        "He noted that nobody was hurt."
    )
    assert [found.name for found in read(text)] == ["Gleb Nikitin"] * 3


def test_an_office_named_first_means_the_holder_named_later() -> None:
    text = "Пожар на складе — мэр\nМэр Таганрога Светлана Камбулова рассказала о пожаре."
    assert {"Svetlana Kambulova"} == {found.name for found in read(text, "ru")}


def test_an_office_without_a_holder_is_named_after_its_region() -> None:
    (found,) = read("The Smolensk governor said a depot was hit.")
    assert (found.name, found.side) == ("governor of Smolensk Oblast", "RU")


def test_the_outlet_itself_is_no_claimant() -> None:
    text = "Over 20 drones were downed, Ukrinform reports, citing Ukrenergo."
    assert [found.name for found in read(text, source="ukrinform.net")] == ["Ukrenergo"]
    assert [found.name for found in read(text, source="bbc.com")] == ["Ukrinform", "Ukrenergo"]


def test_whom_the_outlet_itself_cites_covers_what_the_outlet_points_back_to() -> None:
    text = "Drones hit a depot. Censor.NET says so with reference to the Astra channel."
    (found,) = read(text, source="censor.net")
    assert (found.name, found.scope) == ("ASTRA", (0, 1))


def test_an_outlet_that_could_not_check_is_no_claimant() -> None:
    text = "The village fell, the Russian Defence Ministry said. Reuters could not verify it."
    assert {"Russian Ministry of Defence"} == {found.name for found in read(text)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The governor did not say who attacked."),
        ("en", "Officials would not confirm the strike."),
        ("en", "The statement came before the talks."),
        ("ru", "Губернатор не сообщил о пострадавших."),
        ("uk", "Речник не підтвердив удар."),
        ("en", ""),
    ],
)
def test_a_denied_or_missing_speech_act_attributes_nothing(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "general"),
    [
        ("en", "A depot burned.\nThe claims could not be independently verified.", True),
        ("en", "A depot burned.\nReuters was unable to verify the battlefield reports.", True),
        ("en", "A depot burned, Roman Zakharov said.\nZakharov's claims were not verified. "
               "They have not been verified.", False),
        ("ru", "Горит склад.\nНезависимо проверить эту информацию невозможно.", True),
        ("ru", "Горит склад. Официального подтверждения этому нет.", False),
        ("uk", "Горить склад.\nПеревірити цю інформацію незалежно неможливо.", True),
        ("uk", "Горить склад. Ці дані не підтверджено.", False),
    ],
)  # fmt: skip
def test_what_could_not_be_checked_is_unverified(language: str, text: str, general: bool) -> None:
    found = remarks(text, language)
    assert {("unverified", general)} == {(remark.status, remark.general) for remark in found}


@pytest.mark.parametrize(
    ("language", "text", "by"),
    [
        ("en", "Drones hit a school. The Israeli military denied the strike.",
         "Israeli military (IDF)"),
        ("ru", "Ракета попала в больницу. Минобороны РФ опровергло удар.",
         "Russian Ministry of Defence"),
        ("uk", "Дрон влучив у дамбу. У Генштабі спростували цю інформацію.",
         "General Staff of Ukraine"),
    ],
)  # fmt: skip
def test_a_denial_counts_with_the_one_who_denies(language: str, text: str, by: str) -> None:
    (remark,) = remarks(text, language)
    assert ("denied", by, (0, 1)) == (remark.status, remark.by, remark.scope)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Drones allegedly hit a depot, residents said."),
        ("en", "Officials neither confirmed nor denied the strike."),
        ("ru", "Якобы украинские дроны ударили по складу."),
        ("uk", "Нібито дрони вдарили по складу."),
    ],
)
def test_hedges_and_silence_are_no_verification(language: str, text: str) -> None:
    assert remarks(text, language) == []


_WORDS = st.sampled_from(
    ["said", "Governor", "Gladkov", "according", "to", "the", "officials", ",", ":", ".", '"',
     "-", "Reuters", "he", "not", "by", "Source", "\n", "of", "and", "Smolensk", "head", "Kyiv's",
     "told", "сообщил", "в", "глава", "Минобороны", "заявив", "мер", "«", "»", "ОВА", "об"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(_WORDS, max_size=40), st.sampled_from(["en", "ru", "uk"]))
def test_any_order_of_words_gives_sorted_spans_inside_the_text(
    words: list[str], language: str
) -> None:
    text = " ".join(words)
    found = read(text, language)
    assert found == sorted(found, key=lambda one: one.start) == read(text, language)
    sentences = range(len(split_sentences(text, language)))
    for attribution in found:
        assert 0 <= attribution.start < attribution.end <= len(text)
        assert attribution.name
        assert attribution.sentence in attribution.scope
        assert set(attribution.scope) <= set(sentences)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "ru", "uk"]))
def test_hostile_text_does_no_harm(text: str, language: str) -> None:
    for attribution in read(text, language):
        assert text[attribution.start : attribution.end].strip()


@pytest.mark.parametrize(
    ("language", "text", "scope"),
    [
        ("en", "A tram was hit and five died. CNN reports.", (0, 1)),
        ("en", "Source: Ukrinform\nA port was hit. Two homes burned down.", (0, 1, 2)),
        ("ru", "Пути взорваны. Об этом во вторник, 2 мая, написал Telegram-канал SHOT.", (0, 1)),
        ("uk", "Склад згорів. Так повідомили в ДСНС.", (0, 1)),
        ("bg", "Рафинерията гори. За нощта осем дрона са свалени, съобщи ТАСС.", (1,)),
        ("uk", "Склад згорів. Розповів про нього Олег Кіпер.", (0, 1)),
        ("uk", "Склад згорів. Так, у ДСНС повідомили про дим.", (1,)),
    ],
)
def test_words_that_only_name_who_reports_cover_what_was_told_before(
    language: str, text: str, scope: tuple[int, ...]
) -> None:
    assert [scope] == [found.scope for found in read(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "According to unverified reports the target was a terminal."),
        ("en", "An unverified video shows a blaze at the depot."),
        ("ru", "По неподтвержденным данным, целью был терминал."),
        ("uk", "За непідтвердженою інформацією, ціллю був термінал."),
        ("en", "In a video which has not been confirmed, tanks could be seen burning."),
        ("uk", "На відео, яке не підтверджено, горить склад."),
    ],
)
def test_a_report_called_unverified_is_no_disclaimer(language: str, text: str) -> None:
    assert remarks(text, language) == []


def test_an_outlet_cited_beside_words_that_point_back_covers_what_they_cover() -> None:
    text = "Завод горит. Как пишет РБК со ссылкой на Baza, рассказал об этом Павел Малков."
    assert {found.name: found.scope for found in read(text, "ru")} == {
        "RBC": (0, 1),
        "Baza": (0, 1),
        "Pavel Malkov": (0, 1),
    }


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("A depot burned. This was announced on Telegram by Governor Ivan Petrov.", (0, 1)),
        ("A depot burned. This has been reported by Governor Ivan Petrov.", (0, 1)),
        ("A depot burned. It was hit at dawn, according to Governor Ivan Petrov.", (1,)),
        ("A depot burned. It is smoking, Governor Ivan Petrov said.", (1,)),
    ],
)
def test_a_sentence_that_tells_who_announced_it_points_back(
    text: str, scope: tuple[int, ...]
) -> None:
    (found,) = read(text)
    assert (found.name, found.scope) == ("Ivan Petrov", scope)
