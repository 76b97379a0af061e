"""Every language is data alone: the packs have the same keys, and each reads its articles."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from transforms.events.actors import load_actors
from transforms.events.date_lexicon import DateWords
from transforms.events.extract import extract_events
from transforms.events.gazetteer import key_of, load_gazetteer
from transforms.events.knowledge import PACKAGED, load_knowledge
from transforms.events.lexicon import (
    SECTIONS,
    LexiconError,
    complete_languages,
    languages,
    load_section,
    missing_sections,
)
from transforms.events.ontology import load_ontology
from transforms.events.words import EventLexicon
from transforms.language.articles import ArticleRules, make_article
from transforms.language.furniture import bundled_furniture
from transforms.language.word_loader import WordLoader
from transforms.records import Article, Event, RawArticle
from transforms.settings import LanguageSettings

ROOT = Path(__file__).resolve().parents[3]
CONFIGS = ROOT / "configs"
GOLD = ROOT / "tests" / "data" / "gold"
LANGUAGES = complete_languages(CONFIGS)
AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
SAMPLE, FEWEST = 10, 5
LABELLED = ("weapons", "targets", "effects")


def section(language: str, name: str) -> dict[str, object]:
    """Return one section of a pack as plain data."""
    path = CONFIGS / "lexicons" / f"{language}.yaml"
    content: dict[str, dict[str, object]] = yaml.load(path.read_bytes(), WordLoader)
    return content[name]


def write_pack(root: Path, sections: dict[str, dict[str, object]]) -> Path:
    """Write the pack of a language "xx" with these sections under ``root``; return ``root``."""
    folder = root / "lexicons"
    folder.mkdir(parents=True)
    text = yaml.safe_dump(sections, allow_unicode=True)
    (folder / "xx.yaml").write_text(text, encoding="utf-8")
    return root


def read(text: str, language: str, published: str, title: str | None = None) -> list[Event]:
    """Return the events of an article given by its text."""
    raw = RawArticle(
        origin="test",
        text=text,
        url=None,
        title=title,
        published=published,
        published_from="metadata",
        source=None,
    )
    article = make_article(raw, ArticleRules(bundled_furniture(), LanguageSettings(), 1990), AS_OF)
    assert isinstance(article, Article)
    assert article.language == language
    return extract_events(article, load_knowledge())


def test_the_packs_of_nine_languages_are_complete() -> None:
    assert {"bg", "de", "en", "es", "fr", "it", "pl", "ru", "uk"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SECTIONS)
def test_every_pack_has_the_keys_of_the_english_one(language: str, name: str) -> None:
    assert set(section(language, name)) == set(section("en", name))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LABELLED)
def test_every_pack_knows_words_for_every_label(language: str, name: str) -> None:
    own = section(language, "events")[name]
    english = section("en", "events")[name]
    assert isinstance(own, dict)
    assert isinstance(english, dict)
    # a word of more than one meaning is none of every language
    ontology = load_ontology(Path(PACKAGED))
    lesser = ontology.target_kinds.lesser
    shared = set(english) - set(ontology.ambiguous_weapons)
    shared -= {label for label in lesser if lesser[label].in_clause}
    assert set(own) - set(english) == set()
    assert set(own) >= shared
    assert all(own.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pack_compiles(language: str) -> None:
    knowledge = load_knowledge()
    assert knowledge.language(language).words is not None
    assert load_section(CONFIGS, language, "events", EventLexicon).attack_nouns


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_pack_reads_most_events_of_its_sample_articles(language: str) -> None:
    expected, found = 0, 0
    for path in sorted((GOLD / language).glob("*.json"))[:SAMPLE]:
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["published"]:
            events = read(gold["text"], language, gold["published"], gold["title"])
            expected += len(gold["events"])
            found += min(len(events), len(gold["events"]))
    assert expected >= FEWEST
    assert 3 * found >= 2 * expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_world_has_words_of_every_language(language: str) -> None:
    actors, gazetteer = load_actors(CONFIGS), load_gazetteer(CONFIGS)
    forces = {force.code for force in actors.forces if force.words.get(language)}
    speakers = {country.side for country in actors.countries if country.words.get(language)}
    for side in ("RU", "UA"):
        assert side in forces
        assert side in speakers
        assert gazetteer.countries[side].adjectives[language]
    assert gazetteer.regions["RU.69"].names.get(language) or gazetteer.regions["RU.69"].stems


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sections_of_a_pack_stand_in_the_same_order(language: str) -> None:
    content = yaml.load((CONFIGS / "lexicons" / f"{language}.yaml").read_bytes(), WordLoader)
    assert list(SECTIONS) == list(content)


def test_a_pack_in_the_making_is_not_complete(tmp_path: Path) -> None:
    sections = {name: section("de", name) for name in SECTIONS}
    whole = write_pack(tmp_path / "whole", sections)
    assert (languages(whole), complete_languages(whole)) == (["xx"], ["xx"])
    del sections["dates"], sections["places"]
    begun = write_pack(tmp_path / "begun", sections)
    assert missing_sections(begun, "xx") == ["dates", "places"]
    assert (languages(begun), complete_languages(begun)) == (["xx"], [])
    with pytest.raises(LexiconError, match=r"xx\.yaml: section 'dates' is missing"):
        load_section(begun, "xx", "dates", DateWords)


def test_an_empty_pack_and_a_missing_one_lack_every_section(tmp_path: Path) -> None:
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "xx.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert missing_sections(tmp_path, "xx") == list(SECTIONS)
    assert missing_sections(tmp_path, "yy") == list(SECTIONS)


def test_a_file_of_one_section_is_no_language(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, {"dates": section("de", "dates")}) / "lexicons"
    (folder / "xx.places.yaml").write_text("places: {}\n", encoding="utf-8")
    assert languages(tmp_path) == ["xx"]
    assert "places" in missing_sections(tmp_path, "xx")


def test_a_faulty_pack_is_an_error_with_its_keys(tmp_path: Path) -> None:
    content = section("de", "events")
    del content["debris"]
    content["wepons"] = ["x"]
    write_pack(tmp_path, {"events": content})
    with pytest.raises(LexiconError) as caught:
        load_section(tmp_path, "xx", "events", EventLexicon)
    assert "events: debris" in str(caught.value)
    assert "events: wepons" in str(caught.value)


def test_german_compounds_carry_weapon_and_attack() -> None:
    (event,) = read(
        "Bei einem russischen Raketenangriff auf die Stadt Poltawa sind am Montag vier Menschen "
        "getötet und neun verletzt worden, teilte die Polizei mit. Ein Umspannwerk geriet in "
        "Brand.",
        "de",
        "2025-03-04",
    )
    assert event.weapons == ["missile"]
    assert (event.country, event.place, event.attacker) == ("UA", "Poltava", "RU")
    assert (event.killed, event.injured) == (4, 9)
    assert event.targets == ["substation"]
    assert event.effects == ["fire"]
    assert event.date_start is not None
    assert event.date_start.isoformat() == "2025-03-03"


def test_german_region_names_stand_behind_their_noun() -> None:
    (event,) = read(
        "Im Gebiet Smolensk hat die Flugabwehr in der Nacht zwölf ukrainische Drohnen "
        "abgeschossen, sagte der Gouverneur. Es gab keine Verletzten.",
        "de",
        "2025-03-04",
    )
    assert (event.admin1, event.drones_downed, event.attacker) == ("Smolensk Oblast", 12, "UA")
    assert event.outcome == "intercepted"


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister warnte vor möglichen Drohnenangriffen auf Kraftwerke in Deutschland. Die "
        "Betreiber sollten sich besser schützen, sagte er am Montag in Berlin.",
        "Die Gewerkschaft ruft zum Warnstreik an den Flughäfen auf. Der Arbeitgeber nannte den "
        "Streik einen Angriff auf die Reisenden, die Tarifrunde geht am Freitag weiter.",
        "In der Region Kursk wurde in der Nacht Luftalarm ausgelöst, mehr ist nicht bekannt. "
        "Am Morgen wurde der Alarm wieder aufgehoben, teilten die Behörden mit.",
    ],
)
def test_german_threats_strikes_and_alerts_are_no_events(text: str) -> None:
    assert read(text, "de", "2025-03-04") == []


def test_polish_regions_are_found_in_their_cases() -> None:
    (event,) = read(
        "W obwodzie smoleńskim w nocy zestrzelono dwanaście ukraińskich dronów, podał gubernator. "
        "Nie ma rannych.",
        "pl",
        "2025-03-04",
    )
    assert (event.admin1, event.drones_downed, event.attacker) == ("Smolensk Oblast", 12, "UA")
    assert (event.injured, event.outcome) == (0, "intercepted")


def test_french_elided_words_and_adjectives_behind_their_noun() -> None:
    (event,) = read(
        "L'attaque de drones ukrainiens a visé un dépôt pétrolier d'Oulianovsk dans la nuit du "
        "3 au 4 mars, a annoncé le gouverneur. Il n'y a pas de blessé.",
        "fr",
        "2025-03-04",
    )
    assert (event.place, event.attacker, event.injured) == ("Ulyanovsk", "UA", 0)
    assert (event.weapons, event.targets) == (["drone"], ["oil_depot"])
    assert event.date_start is not None
    assert event.date_start.isoformat() == "2025-03-03"


def test_french_regions_stand_behind_their_noun_and_its_adjectives() -> None:
    (event,) = read(
        "La défense aérienne a abattu onze drones dans la région frontalière russe de Koursk au "
        "cours de la nuit, a indiqué le gouverneur. Aucun blessé n'est signalé.",
        "fr",
        "2025-03-04",
    )
    assert (event.admin1, event.drones_downed) == ("Kursk Oblast", 11)
    assert event.outcome == "intercepted"


def test_bulgarian_regions_articles_and_people() -> None:
    (event,) = read(
        "Отломки от свален украински дрон предизвикаха пожар в рафинерията в Рязан през нощта "
        "срещу вторник, заяви губернаторът на Рязанска област Павел Малков. Няма пострадали.",
        "bg",
        "2025-03-04",
    )
    assert (event.place, event.admin1, event.attacker) == ("Ryazan", "Ryazan Oblast", "UA")
    assert (event.killed, event.injured) == (0, 0)
    assert [claimant.name for claimant in event.claimants] == ["Pavel Malkov"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_settlements_of_a_pack_are_the_places_they_name(language: str) -> None:
    gazetteer = load_gazetteer(CONFIGS)
    spelt = section(language, "places")["settlements"]
    assert isinstance(spelt, dict)
    unknown = [name for name in spelt if not gazetteer.named(key_of(name))]
    assert unknown == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le syndicat appelle à la grève lundi dans les aéroports, une attaque contre les "
         "voyageurs selon la direction. Les salaires sont au cœur des discussions."),
        ("fr", "La Russie pourrait frapper des centrales électriques en Europe, a averti mardi le "
         "ministre polonais de la Défense. Il appelle à acheter des missiles."),
        ("bg", "Русия може да атакува електроцентрали в Европа, предупреди министърът на отбраната "
         "във вторник. Той призова за доставки на ракети за ПВО."),
        ("bg", "Нападателят вкара два гола в мача и отборът спечели шампионата на стадиона във "
         "Варна. Треньорът похвали вратаря за удара от дузпа."),
    ],
)  # fmt: skip
def test_french_and_bulgarian_threats_strikes_and_matches_are_no_events(
    language: str, text: str
) -> None:
    assert read(text, language, "2025-03-04") == []


def test_polish_towns_and_adjectives_of_regions_are_found_in_their_cases() -> None:
    town, wave = read(
        "W Riazaniu ukraiński dron trafił w rafinerię, wybuchł pożar. Rosyjskie ministerstwo "
        "obrony podało, że w nocy zestrzelono 60 dronów w obwodach kurskim, tulskim i briańskim.",
        "pl",
        "2025-03-04",
    )
    assert (town.place, town.attacker, town.targets) == ("Ryazan", "UA", ["oil_refinery"])
    assert wave.drones_downed == 60
    assert wave.places_listed == ["Kursk Oblast", "Tula Oblast", "Bryansk Oblast"]


def test_a_name_between_commas_behind_a_french_office_speaks() -> None:
    (event,) = read(
        "Le gouverneur régional, Pavel Malkov, a indiqué que des drones ukrainiens avaient frappé "
        "une raffinerie à Riazan vendredi et que deux ouvriers avaient été blessés.",
        "fr",
        "2025-03-14",
    )
    assert [claimant.name for claimant in event.claimants] == ["Pavel Malkov"]
    assert event.injured == 2


def test_bulgarian_perfects_are_active() -> None:
    (event,) = read(
        "Израелската армия е атакувала пристанището Ходейда в Йемен във вторник, съобщи Ройтерс. "
        "Избухнал е пожар.",
        "bg",
        "2025-09-17",
    )
    assert (event.country, event.attacker, event.targets) == ("YE", "IL", ["port"])


def test_german_nouns_are_no_villages() -> None:
    text = "Die Löhne steigen auf die Höhe der Preise, Warmwasser und Strom werden teurer. " * 3
    assert (
        read(
            text + "Die Drohnen der Polizei sollen Angriffe auf Kraftwerke verhindern.",
            "de",
            "2025-03-04",
        )
        == []
    )


def test_a_force_named_without_its_country_is_the_one_named_before() -> None:
    events = read(
        "Ukraińskie Siły Powietrzne podały, że w nocy wojska rosyjskie wystrzeliły na Ukrainę 90 "
        "dronów. Zestrzelono także 26 rakiet – przekazały Siły Powietrzne.",
        "pl",
        "2025-08-28",
    )
    speakers = {claimant.name for event in events for claimant in event.claimants}
    assert speakers == {"Ukrainian Air Force"}
    assert {event.attacker for event in events} == {"RU"}


def test_spanish_waves_regions_and_people() -> None:
    wave, town = read(
        "Rusia lanzó 120 drones y ocho misiles contra Ucrania en la noche del lunes al martes, "
        "según la Fuerza Aérea ucraniana, que dijo haber derribado 97 drones y cinco misiles.\n\n"
        "En Járkov murieron dos personas, entre ellas un niño, y once resultaron heridas cuando un "
        "dron alcanzó un edificio de viviendas, informó el alcalde, Ígor Térejov.",
        "es",
        "2025-03-04",
    )
    assert (wave.drones_launched, wave.drones_downed) == (120, 97)
    assert (wave.missiles_launched, wave.missiles_downed) == (8, 5)
    assert (wave.country, wave.attacker) == ("UA", "RU")
    assert wave.date_start is not None
    assert wave.date_start.isoformat() == "2025-03-03"
    assert (town.place, town.killed, town.injured) == ("Kharkiv", 2, 11)
    assert [claimant.name for claimant in town.claimants] == ["Ihor Terekhov"]


def test_a_spanish_adjective_behind_its_land_is_a_scene_and_bare_names_are_regions() -> None:
    town, wave = read(
        "Drones ucranianos incendiaron una refinería en Ufá, dijo el gobernador.\n\nEn total, "
        "anoche fueron abatidos 59 aparatos sobre diez regiones rusas, entre ellas Bélgorod, "
        "Briansk y Vorónezh.",
        "es",
        "2025-03-04",
    )
    assert (town.place, town.attacker, town.targets) == ("Ufa", "UA", ["oil_refinery"])
    assert (wave.country, wave.place, wave.drones_downed) == ("RU", None, 59)
    assert wave.places_listed == ["Belgorod Oblast", "Bryansk Oblast", "Voronezh Oblast"]


def test_a_spanish_army_tells_of_its_own_deed() -> None:
    (event,) = read(
        "El Ejército de Israel aseguró que había atacado el lunes un almacén de armas en Tiro. Las "
        "fuerzas israelíes no informaron de víctimas.",
        "es",
        "2025-03-04",
    )
    assert (event.country, event.place, event.attacker) == ("LB", "Tyre", "IL")
    assert event.targets == ["military"]


@pytest.mark.parametrize(
    "text",
    [
        "Los sindicatos convocan una huelga en los aeropuertos, un ataque a los viajeros según la "
        "patronal. Los salarios están en el centro de las negociaciones.",
        "El delantero lanzó un misil desde fuera del área y su equipo ganó el partido en el "
        "estadio de Odesa. El portero no pudo hacer nada.",
        "La guerra estalló el 7 de octubre, cuando Hamás atacó el sur de Israel. El ministro pidió "
        "el lunes un alto el fuego y advirtió de nuevos bombardeos.",
    ],
)
def test_spanish_strikes_matches_and_wars_are_no_events(text: str) -> None:
    assert read(text, "es", "2025-03-04") == []


def test_italian_elided_words_regions_and_people() -> None:
    wave, town = read(
        "La Russia ha lanciato contro l'Ucraina 120 droni e otto missili nella notte tra lunedì e "
        "martedì, secondo l'Aeronautica ucraina, che ne ha abbattuti 97.\n\nNella regione di "
        "Kharkiv un drone ha colpito un condominio a Chuhuiv: due morti e undici feriti, ha detto "
        "il governatore Oleh Syniehubov.",
        "it",
        "2025-03-04",
    )
    assert (wave.drones_launched, wave.missiles_launched) == (120, 8)
    assert (wave.country, wave.attacker) == ("UA", "RU")
    assert wave.date_start is not None
    assert wave.date_start.isoformat() == "2025-03-03"
    assert (town.place, town.killed, town.injured) == ("Chuhuiv", 2, 11)
    assert [claimant.name for claimant in town.claimants] == ["Oleh Syniehubov"]


def test_the_united_states_are_no_passive_and_a_country_behind_its_ministry_speaks() -> None:
    (event,) = read(
        "Gli Stati Uniti hanno bombardato lunedì un deposito di armi a Sana'a, uccidendo sei "
        "persone, ha riferito il ministero della Salute yemenita.",
        "it",
        "2025-03-04",
    )
    assert (event.country, event.place, event.attacker) == ("YE", "Sanaa", "US")
    assert (event.killed, event.targets) == (6, ["military"])
    assert [claimant.name for claimant in event.claimants] == ["Yemeni Ministry of Health"]


@pytest.mark.parametrize(
    "text",
    [
        "I sindacati annunciano uno sciopero negli aeroporti, un attacco ai viaggiatori secondo "
        "il ministro. I salari sono al centro delle trattative.",
        "L'attaccante ha sganciato una bomba da fuori area e la squadra ha vinto la partita allo "
        "stadio di Odessa. Il portiere non ha potuto nulla.",
        "La Russia potrebbe attaccare centrali elettriche in Europa, ha avvertito martedì il "
        "ministro della Difesa polacco. Ha chiesto di acquistare missili.",
    ],
)
def test_italian_strikes_matches_and_threats_are_no_events(text: str) -> None:
    assert read(text, "it", "2025-03-04") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Dos ataques misilísticos rusos contra Járkov dejaron el lunes 17 heridos."),
        ("it", "Due attacchi missilistici russi su Kharkiv hanno causato lunedì 17 feriti."),
    ],
)
def test_attacks_with_missiles_are_no_missiles_counted(language: str, text: str) -> None:
    (event,) = read(text, language, "2025-03-04")
    assert (event.weapons, event.injured) == (["missile"], 17)
    assert (event.missiles_launched, event.missiles_downed) == (None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Alemania entregará a Ucrania misiles Patriot para defender sus ciudades de "
         "los ataques rusos, dijo el lunes el ministro de Defensa en Berlín."),
        ("it", "La Germania fornirà all'Ucraina missili Patriot per difendere le città dagli "
         "attacchi russi, ha detto lunedì il ministro della Difesa a Berlino."),
        ("it", "Artificieri al lavoro per una bomba della seconda guerra mondiale: lunedì sono "
         "state evacuate duemila persone a Pisa, ha fatto sapere il sindaco."),
        ("es", "Un incendio forestal arrasó el lunes 300 hectáreas en la provincia de Zamora y "
         "obligó a evacuar dos pueblos, informó el alcalde."),
    ],
)  # fmt: skip
def test_deliveries_old_bombs_and_forest_fires_are_no_events(language: str, text: str) -> None:
    assert read(text, language, "2025-03-04") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Un ataque ruso dejó el lunes Odesa sin calefacción, electricidad ni agua."),
        ("it", "Un attacco russo ha lasciato lunedì Odessa senza luce, acqua e riscaldamento."),
    ],
)
def test_every_supply_of_a_list_is_cut(language: str, text: str) -> None:
    (event,) = read(text, language, "2025-03-04")
    assert event.place == "Odesa"
    assert set(event.effects) == {"power_outage", "heat_outage", "water_outage"}
