"""From what people type to a zone or a country."""

from pathlib import Path

import pytest

from flows.places import load

FOLDER = Path(__file__).parents[2] / "content/places"
PLACES = load(FOLDER)


# — zones -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "zone_name"),
    [
        *((text, "Europe/Berlin") for text in ("Berlin", "I live in Berlin", "berlin!!", "BERLIN")),
        *(
            (text, "Europe/Berlin")
            for text in ("Munich", "München", "Muenchen", "Мюнхен", "munchen")
        ),
        *((text, "Europe/Berlin") for text in ("Germany", "deutschland", "DE", "🇩🇪", "berlin de")),
        *(
            (text, "Europe/Berlin")
            for text in ("Europe/Berlin", "europe/berlin", "my zone is Europe/Berlin")
        ),
        *(
            (text, "Europe/Paris")
            for text in ("near Lyon, France", "Lyon FR", "j'habite à Paris", "Nice")
        ),
        *((text, "Europe/Lisbon") for text in ("Lisbon", "Lisboa", "moro em Lisboa")),
        *((text, "Asia/Kathmandu") for text in ("Kathmandu", "Katmandu", "Nepal", "काठमांडू")),
        *(
            (text, "Europe/London")
            for text in ("London", "UK", "england", "London UK", "Leeds, uk")
        ),
        *(
            (text, "America/New_York")
            for text in ("NYC", "new york", "Washington DC", "Atlanta, Georgia")
        ),
        *(
            (text, "America/Los_Angeles")
            for text in ("LA", "SF", "Portland, OR", "portland oregon", "US/Pacific")
        ),
        *(("Portland, Maine", "America/New_York"), ("Paris, Texas", "America/Chicago")),
        *(("London, Ontario", "America/Toronto"), ("Perth WA", "Australia/Perth")),
        *(("Tbilisi, Georgia", "Asia/Tbilisi"), ("San Jose, Costa Rica", "America/Costa_Rica")),
        *(("Москва", "Europe/Moscow"), ("г. Казань", "Europe/Moscow"), ("東京", "Asia/Tokyo")),
        *(("القاهرة", "Africa/Cairo"), ("تهران", "Asia/Tehran"), ("กรุงเทพ", "Asia/Bangkok")),
        *(("são paulo brasil", "America/Sao_Paulo"), ("St. Gallen", "Europe/Zurich")),
        *(
            ("Hanoi", "Asia/Ho_Chi_Minh"),
            ("Kosovo", "Europe/Belgrade"),
            ("Lord Howe", "Australia/Lord_Howe"),
        ),
        *(("Asia/Calcutta", "Asia/Kolkata"), ("America/New York", "America/New_York")),
        *(
            ("utc", "Etc/UTC"),
            ("UTC+0", "Etc/UTC"),
            ("Etc/GMT-2", "Etc/GMT-2"),
            ("JST", "Asia/Tokyo"),
        ),
        *(
            ("New Zealand", "Pacific/Auckland"),
            ("Singapore", "Asia/Singapore"),
            ("canary islands", "Atlantic/Canary"),
        ),
    ],
)
def test_a_clear_place(typed: str, zone_name: str) -> None:
    first, *others = PLACES.find_zone(typed)
    assert (first.zone, first.sure) == (zone_name, True)
    assert not any(match.sure for match in others)


@pytest.mark.parametrize(
    ("typed", "zone_name"),
    [
        *(
            ("Berln", "Europe/Berlin"),
            ("Lodnon", "Europe/London"),
            ("Amstredam", "Europe/Amsterdam"),
        ),
        *(("I live in Barcelonna", "Europe/Madrid"), ("Los Angelse", "America/Los_Angeles")),
        *(
            ("newyork", "America/New_York"),
            ("Germny", "Europe/Berlin"),
            ("Saint Petersburgh", "Europe/Moscow"),
        ),
        *(
            ("я живу в Москве", "Europe/Moscow"),
            ("живу в Киеве", "Europe/Kyiv"),
            ("w Krakowie", "Europe/Warsaw"),
        ),
        *(("我住在北京", "Asia/Shanghai"), ("서울에 살아요", "Asia/Seoul")),
        *(("somewhere boring near Leeds", "Europe/London"), ("Lyon, Germany", "Europe/Berlin")),
    ],
)
def test_a_likely_place_is_asked_about(typed: str, zone_name: str) -> None:
    first, *_ = PLACES.find_zone(typed)
    assert (first.zone, first.sure) == (zone_name, False)


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("Birmingham", ["Birmingham, United Kingdom", "Birmingham, Alabama"]),
        ("Georgia", ["Tbilisi, Georgia", "Atlanta, United States"]),
        ("Spain", ["Madrid, Spain", "Las Palmas de Gran Canaria, Spain"]),
        (
            "US",
            [
                f"{city}, United States"
                for city in ("New York", "Chicago", "Los Angeles", "Denver", "Phoenix")
            ],
        ),
        (
            "CET",
            ["Berlin, Germany", "Paris, France", "Rome, Italy", "Madrid, Spain", "Warsaw, Poland"],
        ),
        ("IST", ["Kolkata, India", "Jerusalem, Israel", "Dublin, Ireland"]),
        ("pst", ["Los Angeles, United States", "Manila, Philippines"]),
        ("gmt", ["UTC", "London, United Kingdom", "Accra, Ghana"]),
        ("UTC+5:30", ["Kolkata, India", "Colombo, Sri Lanka"]),
        ("Paris Berlin", ["Berlin, Germany", "Paris, France"]),
    ],
)
def test_several_places(typed: str, labels: list[str]) -> None:
    assert [match.label for match in PLACES.find_zone(typed)] == labels


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " ",
            "no",
            "NO",
            "ok",
            "it",
            "eat",
            "est",
            "hello",
            "later",
            "asdfgh",
            "😀",
            "?",
            "9pm",
        ),
        *("I don't know", "prefer not to say", "none of your business", "she never listens to me"),
        *("qwertyuiop", "UTC+15", "+99"),
    ],
)
def test_no_place(typed: str) -> None:
    assert PLACES.find_zone(typed) == ()


def test_the_country_where_someone_is_comes_first() -> None:
    def zones(text: str, country: str | None) -> list[str]:
        return [match.zone for match in PLACES.find_zone(text, country)]

    assert zones("Birmingham", "US")[0] == "America/Chicago"
    assert PLACES.find_zone("Toledo", "ES")[0].sure
    assert PLACES.find_zone("IST", "IN")[0].sure
    assert not PLACES.find_zone("IST")[0].sure
    assert PLACES.find_zone("Berlin", "US")[0] == PLACES.find_zone("Berlin")[0]


# — countries -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *(
            (text, "DE")
            for text in ("Germany", "Deutschland", "DE", "de", "DEU", "🇩🇪", "Berlin", "in Germany")
        ),
        *(
            (text, "GB")
            for text in ("uk", "UK", "Great Britain", "England", "scotland", "Великобритания")
        ),
        *(
            (text, "US")
            for text in ("USA", "us", "the States", "America", "Texas", "I live in the US")
        ),
        *(("España", "ES"), ("Россия", "RU"), ("Holland", "NL"), ("Suisse", "CH"), ("日本", "JP")),
        *(
            ("Côte d’Ivoire", "CI"),
            ("Türkiye", "TR"),
            ("Turkey", "TR"),
            ("Burma", "MM"),
            ("台灣", "TW"),
        ),
        *(
            ("Kosovo", "XK"),
            ("Україна", "UA"),
            ("Österreich", "AT"),
            ("UAE", "AE"),
            ("ישראל", "IL"),
        ),
    ],
)
def test_a_clear_country(typed: str, code: str) -> None:
    (found, *_) = PLACES.find_country(typed)
    assert (found.country, found.sure) == (code, True)
    assert PLACES.country_name(code) == found.name


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Georgia", ["GE", "US"]),
        ("Congo", ["CD", "CG"]),
        ("Vancouver", ["CA", "US"]),
        ("between France and Germany", ["FR", "DE"]),
        ("Germny", ["DE"]),
    ],
)
def test_a_country_to_ask_about(typed: str, codes: list[str]) -> None:
    found = PLACES.find_country(typed)
    assert [match.country for match in found] == codes
    assert not any(match.sure for match in found)


@pytest.mark.parametrize("typed", ["", "no", "my", "hello", "🏴", "🇽🇽", "asdf", "1"])
def test_no_country(typed: str) -> None:
    assert PLACES.find_country(typed) == ()


@pytest.mark.parametrize(
    "text", ["what can you do", "can you", "nice", "bath", "no way", "jordan hit me", "x" * 4096]
)
def test_a_sentence_is_not_taken_for_a_country(text: str) -> None:
    assert PLACES.country_typed(text) is None


@pytest.mark.parametrize(("text", "code"), [("Germany", "DE"), ("deutschland", "DE"), ("uk", "GB"), ("🇩🇪", "DE"), ("Россия", "RU")])  # fmt: skip # noqa: E501
def test_a_country_alone_is(text: str, code: str) -> None:
    assert PLACES.country_typed(text) == code
