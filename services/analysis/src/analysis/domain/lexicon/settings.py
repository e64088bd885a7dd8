"""Words of place, time and weather; used for headings and for prose."""

import re
from typing import cast

from contracts.storyboard import TimeOfDay, Weather

from analysis.domain.lexicon.match import table

TIMES = table({
    "dawn": "dawn sunrise daybreak first_light early_morning breaking_dawn pre-dawn",
    "day": "day morning noon midday afternoon daylight daytime tag morgen mittag nachmittag jour matin día mañana",
    "dusk": "dusk sunset twilight evening magic_hour golden_hour sundown nightfall gloaming dämmerung abend soir tarde",
    "night": "night nighttime midnight moonlight moonlit starlit late_at_night nacht nuit noche tonight stars",
})
WEATHERS = table({
    "rain": "rain rainy raining rains rainfall drizzle drizzling downpour pouring regen pluie lluvia rain-soaked rainswept",
    "snow": "snow snowy snowing snows snowfall snowflakes blizzard schnee neige nieve snowbound",
    "fog": "fog foggy mist misty haze hazy nebel brouillard niebla",
    "storm": "storm stormy storms thunderstorm thunder lightning hurricane gale tempest sturm orage tormenta",
    "clear": "clear sunny cloudless sunshine bright_sun clear_sky",
})  # fmt: skip
PLACES = table({
    "street": "street streets road alley alleyway sidewalk avenue boulevard city town village square plaza highway intersection lane pavement "
    "crossroads downtown parking_lot car taxi bus driveway bridge neighborhood neighbourhood curb crosswalk motel gas_station straße strasse rue calle",
    "room": "room bedroom living_room lounge parlor parlour apartment flat house home hallway corridor study den attic bathroom dining_room hotel "
    "cottage cabin nursery motel_room wohnung zimmer chambre salon habitación cell basement",
    "kitchen": "kitchen kitchenette pantry diner_kitchen küche cuisine cocina bakery",
    "forest": "forest woods wood woodland grove clearing trees glade wald forêt bosque",
    "sea": "sea ocean beach coast shore harbor harbour pier dock boat ship deck island lighthouse cliff cliffs bay waves river lake jetty quay "
    "meer mer mar plage strand sailboat lagoon",
    "desert": "desert dunes dune sand_dunes wasteland wüste désert desierto mesa",
    "mountain": "mountain mountains peak summit ridge hill hilltop valley glacier canyon ravine berg montagne montaña volcano",
    "office": "office boardroom conference_room cubicle newsroom police_station precinct courtroom bank bureau büro oficina headquarters "
    "meeting_room library archive reception",
    "cafe": "cafe café coffee_shop diner restaurant bar pub tavern bistro saloon inn tearoom teahouse kneipe coffeehouse",
    "space_station": "space_station spaceship spacecraft starship space_shuttle airlock bridge_of_the_ship orbit cockpit moon_base space capsule "
    "raumstation raumschiff cargo_bay shuttle",
    "laboratory": "laboratory lab research_lab workshop clean_room labor laboratoire observatory",
    "castle": "castle throne_room palace fortress tower dungeon keep great_hall cathedral church temple burg schloss château castillo chapel ruins "
    "monastery",
    "school": "school classroom schoolyard university campus lecture_hall gymnasium gym schule école escuela",
    "hospital": "hospital clinic operating_room emergency_room ward waiting_room surgery krankenhaus hôpital doctor's_office",
    "train": "train train_car carriage subway metro compartment railway station platform train_station tracks bahnhof zug gare tren",
    "stage": "stage theater theatre concert_hall auditorium opera backstage arena studio nightclub club circus ballroom ring bühne stadium",
    "market": "market marketplace bazaar shop store supermarket mall stall stalls bookshop bookstore markt marché mercado boutique",
    "farm": "farm farmhouse barn field fields meadow pasture stable vineyard countryside wheat_field ranch bauernhof ferme granja orchard cornfield",
    "snowfield": "snowfield tundra arctic ice_field frozen_lake ski_slope north_pole antarctica frozen_plain",
    "jungle": "jungle rainforest swamp bayou dschungel selva",
    "rooftop": "rooftop roof terrace balcony dach toit azotea",
    "cave": "cave cavern tunnel mine grotto sewer höhle grotte cueva catacombs",
    "garden": "garden park playground backyard yard courtyard greenhouse cemetery graveyard porch lawn garten jardin jardín",
    "factory": "factory warehouse plant garage hangar power_plant shipyard foundry mill engine_room boiler_room fabrik usine fábrica",
})  # fmt: skip
INDOORS = frozenset({"room", "kitchen", "office", "cafe", "space_station", "laboratory", "hospital", "school", "stage", "cave", "factory", "train"})
"""Kinds of place that are inside when nothing is said."""
SCENERY = frozenset(
    "room house home trees waves stars tower deck bridge space keep mine plant mill ring car bus ward square bar store shop club den ship boat bay hill wood".split()
)
"""Place words too common to open a new scene in prose by themselves, unless somebody goes there."""

_NOT_NIGHT = re.compile(r"\b(?:good night|goodnight|movie stars?|rock stars?|good day|one day|all day|to(?:-|\s)?day|day after day)\b", re.IGNORECASE)


def time_in(text: str) -> TimeOfDay | None:
    """The time of day that the text names first."""
    return cast("TimeOfDay | None", TIMES.first(_NOT_NIGHT.sub(" ", text)))


def weather_in(text: str) -> Weather | None:
    """The weather that the text names; storm and snow outweigh rain, rain outweighs fog."""
    found = WEATHERS.count(text)
    return cast("Weather | None", next((w for w in ("storm", "snow", "rain", "fog", "clear") if w in found), None))


def kind_of_place(name: str) -> str | None:
    """The kind of place that a name means: the last word decides (`CASTLE - KITCHEN` is a kitchen), but a plain room in
    a kind of building that has its own look stays that kind (`SPACE STATION - CORRIDOR`)."""
    kinds = [kind for kind, _ in PLACES.all(name)]
    if not kinds:
        return None
    if kinds[-1] == "room":
        return next((kind for kind in reversed(kinds) if kind in INDOORS | {"castle"} and kind != "room"), "room")
    return kinds[-1]
