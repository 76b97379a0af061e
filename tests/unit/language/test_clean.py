"""Cleaning of text and page furniture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.language.characters import repair_characters
from transforms.language.clean import clean_text, clean_title, strip_head
from transforms.language.furniture import bundled_furniture

FURNITURE = bundled_furniture()
NEWS = "A drone hit the fuel depot near the river during the night, the mayor said."
NOVOSTI = "Ночью беспилотник попал в нефтебазу у реки, сообщил утром мэр города."
NOVYNY = "Уночі безпілотник влучив у нафтобазу біля річки, повідомив уранці міський голова."


def cleaned(text: str, title: str | None = None) -> str:
    return clean_text(text, title, FURNITURE)


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("AT&amp;T &quot;x&quot; &#8212; &nbsp;y", 'AT&T "x" — \xa0y'.replace("\xa0", " ")),
        ("AT&T R&D &notanentity", "AT&T R&D &notanentity"),
        ("&amp;amp;lt;", "<"),
        ("so\u00adft zero\u200bwidth \ufeffmark\x00", "soft zerowidth mark"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("и\u0306", "й"),
        ("“quotes” ‘stay’ – as they are…", "“quotes” ‘stay’ – as they are…"),
        ("Ð´Ñ€Ð¾Ð½ Ð°Ñ‚Ð°ÐºÐ¾Ð²Ð°Ð» Ð·Ð°Ð²Ð¾Ð´", "дрон атаковал завод"),
        ("Ïîæàð íà íåôòåáàçå", "Пожар на нефтебазе"),
        ("<p>One</p><p>Two <b>bold</b></p>", "\nOne\n\nTwo bold\n"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<script>alert(1)</script>Text", " Text"),
        ("bad \ud800 surrogate", "bad \ufffd surrogate"),
        ("Français: déjà vu à Noël", "Français: déjà vu à Noël"),
        ("Київ: Січень, Рівне, СРСР", "Київ: Січень, Рівне, СРСР"),
    ],
)
def test_characters_are_repaired_and_nothing_else_changes(raw, repaired):
    assert repaired == repair_characters(raw)


@pytest.mark.parametrize(
    "line",
    [
        "Share", "Поделиться", "Поділитися", "CHOOSE YOUR LANGUAGE",
        "互联网新闻信息许可证10120180008",
        "Disinformation report hotline: 010-85061466", "Advertisement", "РЕКЛАМА", "відео дня",
        "Читайте также: На заводе прошла проверка", "Read also: What is known about the plant",
        "Photo: Social media", "Фото: кадр из видео", "/ УНІАН, скріншот", "REUTERS/Jane Doe",
        "Подписывайтесь на наш Telegram-канал", "Підписуйтесь на наш Телеграм", "logo",
        "Щось пішло не так, спробуйте ще раз.", "Подпишитесь на новости в Дзен",
        "We use cookies to improve this site. By continuing you agree.", "18+",
        "• Share this article",
        "Dawn over the port. /Jane Doe/Reuters and Port Authority",
        "Lesen Sie auch: Der Hafen von morgen",
        "Werbung", "Lire aussi : Le port de demain", "Czytaj także: Port przyszłości", "Reklama",
        "© 2024 The Daily. All rights reserved.", "12 345 просмотров", "Comments: 7", "5 min read",
        "Нашли ошибку? Выделите её и нажмите Ctrl+Enter", "Join our Telegram channel",
        "(Photo: AFP)",
        "Мы используем файлы cookie, чтобы сайт работал лучше.",
        "HTML5 is not supported by your browser",
        "Follow us on Google News", "Follow The Daily on Telegram", "Leopolis.news",
        "Something went wrong, please try again", "Donate now", "Реклама • 16+",
        "Теги: дрон, порт",
        "Share | Print | Facebook",
        "Crews near the gate [Jane Doe/AFP]", "Crews at the gate (Reuters)", "👉 Читать далее",
    ],
)  # fmt: skip
def test_a_furniture_line_goes_and_its_neighbours_stay(line):
    for news in (NEWS, NOVOSTI, NOVYNY):
        assert f"{news}\n{news}" == cleaned(f"{news}\n{line}\n{news}")


@pytest.mark.parametrize(
    "line",
    [
        "Share prices of the refinery fell after the strike on Monday.",
        "Reklama firm workers were hurt.",
        "Photo: the drone fell on a house. Two people died in the village.",
        "Details: two people died.",
        "Follow-up strikes hit the channel port of Izmail",
        "Something went wrong at the plant, officials said",
        "Donate points for blood were opened after the strike",
        "Bild: Angriff auf Raffinerie",
        "Подробности: погибли двое.",
        "Read the statement: no one was hurt.",
        "The photo: REUTERS/Jane Doe shows that the tank burned down. Nobody was there.",
        "Реклама завода горела, пострадали двое.",
        "Moscow/Kyiv: both sides reported strikes.",
        "458 drones",
        "Killed: 5",
        "В Киеве сказали: «Мы готовы».",
        "• 5 people were injured in Sumy",
        "The ministry told Reuters.",
        "Kharkiv | Sumy | Poltava",
        "Subscribe or not, the paper reported that five people died in the raid last night.",
    ],
)
def test_a_line_of_news_stays(line):
    assert f"{NEWS}\n{line}\n{NEWS}" == cleaned(f"{NEWS}\n{line}\n{NEWS}")


def test_counters_and_menus_go_at_the_top_and_counters_below_the_text():
    head = "погода · рубрики · о компании\n303\n12,5K"
    assert cleaned(f"{head}\n{NOVOSTI}\n1 204\n15") == NOVOSTI


def test_a_lone_figure_between_paragraphs_stays():
    assert f"{NEWS}\n458\n{NEWS}" == cleaned(f"{NEWS}\n458\n{NEWS}")


def test_a_list_of_headlines_goes_up_to_the_next_paragraph():
    links = "Read also:\nThe port of tomorrow\nA mayor looks back"
    assert f"{NEWS}\n{NEWS}" == cleaned(f"{NEWS}\n{links}\n{NEWS}")


def test_a_list_of_headlines_at_the_end_goes_as_a_whole():
    links = "TRENDING\n" + "\n".join(f"{i}\nA headline of number {i}" for i in range(9))
    assert cleaned(f"{NEWS}\n{links}") == NEWS


def test_bullet_points_after_a_marker_stay_when_the_article_goes_on():
    text = f"{NEWS}\nRelated\n• 5 people injured\n{NEWS}"
    assert f"{NEWS}\n• 5 people injured\n{NEWS}" == cleaned(text)


@pytest.mark.parametrize(
    "body",
    [
        f"Depot burns at river\n{NEWS}",
        f"Depot burns at river | The Daily\n{NEWS}",
        f"«Depot  burns at RIVER»\n\nDepot burns at river\n{NEWS}",
        f"Home\nEconomy\nDepot burns at river\n{NEWS}",
    ],
)
def test_the_repeated_headline_goes_with_what_stands_above_it(body):
    assert cleaned(body, "Depot burns at river") == NEWS


def test_without_a_title_the_first_line_stays():
    assert f"Depot burns at river\n{NEWS}" == cleaned(f"Depot burns at river\n{NEWS}")


def test_a_short_sentence_after_a_list_of_links_stays():
    text = f"{NEWS}\nRead also\nThe port of tomorrow\nNo one was hurt."
    assert f"{NEWS}\nNo one was hurt." == cleaned(text)


def test_a_dash_after_the_headline_tells_more_and_stays():
    body = f"Depot burns at river – two dead\n{NEWS}"
    assert body == cleaned(body, "Depot burns at river")
    assert cleaned(f"Depot burns at river - rbc.ua\n{NEWS}", "Depot burns at river") == NEWS


def test_a_first_line_that_says_more_than_the_headline_stays():
    body = f"Depot burns at river, two dead\n{NEWS}"
    assert body == cleaned(body, "Depot burns at river")


def test_a_text_that_is_only_its_headline_stays():
    assert cleaned("Depot burns at river", "Depot burns at river") == "Depot burns at river"


def test_the_crawlers_head_goes():
    assert cleaned(f" date 2024-04-24 {NEWS}") == NEWS
    assert strip_head("date 2025-01 Text") == "Text"
    assert strip_head("date palms grow here") == "date palms grow here"


def test_a_credit_in_brackets_is_taken_off_a_sentence():
    assert cleaned(f"{NEWS} (Photo: Jane Doe)") == NEWS


def test_the_word_of_a_button_is_taken_off_a_paragraph():
    assert cleaned(f"{NEWS} Share") == NEWS
    assert cleaned(f"{NOVOSTI} Читать далее") == NOVOSTI
    assert cleaned("The firm said it will buy the share") == "The firm said it will buy the share"


def test_glued_paragraphs_and_quoted_lines_of_another_language_stay():
    text = f"{NEWS}Another line follows.\n{NOVOSTI}\n\n\n\nCorporation «Союз»"
    assert text.replace("\n\n\n\n", "\n\n") == cleaned(text)


def test_an_article_in_another_script_keeps_its_lines():
    text = "无人机袭击了炼油厂\n火灾已被扑灭"
    assert text == cleaned(text)


LINES = st.sampled_from(
    [NEWS, NOVOSTI, "Share", "Read also:", "Read also: x", "303", "a · b · c", "A headline", "",
     "• point", "Photo: x", "Depot burns", "Depot burns | Daily", " date 2024-04-24 x",
     "x (Photo: y)", "&amp;lt;b&gt;", "Реклама", "许可证", "1\u200b2", "TRENDING", "/ УНІАН",
     "Share (Photo: y)", "   ", "x. Share", f"{NEWS} Share (Photo: y) Share"]
)  # fmt: skip


@given(st.lists(LINES, max_size=14).map("\n".join), st.sampled_from([None, "Depot burns"]))
def test_cleaning_is_idempotent_on_pages(text, title):
    once = cleaned(text, title)
    assert once == cleaned(once, title)


@given(st.text(max_size=80))
def test_cleaning_is_idempotent_on_any_text(text):
    once = cleaned(text)
    assert once == cleaned(once)
    assert "\n\n\n" not in once
    assert once == once.strip()


def test_titles_are_one_bounded_line():
    assert clean_title(" Fire \n at&nbsp;night ") == "Fire at night"
    assert clean_title("\u200b ") is None
    assert clean_title(None) is None
    assert len(clean_title("x" * 5000) or "") == 1000
