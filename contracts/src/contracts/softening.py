"""Milder words for those that vendors' filters flag, so that a refused wish may be told once more. Pure; called by services.

What was really told is read in the prompt that is kept beside every take.
"""

import re
from typing import Any

from contracts.base import Value

_SOFTER: tuple[tuple[str, str], ...] = (
    (r"blood[- ]?(?:soaked|stained|covered|spattered)|blood(?:y|ied)", "worn"),
    (r"blood|gore|entrails|guts", "red light"),
    (r"corpses?|dead bod(?:y|ies)|cadavers?", "sleeping figure"),
    (r"kills|murders|slaughters|stabs", "confronts"),
    (r"kill(?:ed|ing)?|murder(?:ed|ing)?|slaughter(?:ed|ing)?|stab(?:bed|bing)?", "confront"),
    (r"shot dead|gunned down", "stopped"),
    (r"shotguns?|handguns?|pistols?|rifles?|revolvers?|machine guns?|guns?", "dark object"),
    (r"knife|knives|daggers?|machetes?", "tool"),
    (r"naked|nude|topless|undressed", "in a long robe"),
    (r"sexy|erotic|seductive(?:ly)?|lustful(?:ly)?", "elegant"),
    (r"drunk(?:en)?|heroin|cocaine", "weary"),
    (r"tortur(?:e|es|ed|ing)|behead(?:s|ed|ing)?|strangl(?:e|es|ed|ing)", "threaten"),
    (r"suicide|hang(?:s|ed)? (?:him|her)self", "farewell"),
    (r"screams? in agony|agony", "distress"),
)
_ELSEWHERE: tuple[tuple[str, str], ...] = (
    (r"blutig(?:e[rnms]?)?|blutverschmiert(?:e[rnms]?)?", "abgenutzt"),
    (r"Blut(?:lache|fleck(?:en)?)?", "rotes Licht"),
    (r"Leichen?|Leichnam", "schlafende Gestalt"),
    (r"tötet|ermordet|ersticht|erschießt", "stellt"),
    (r"töten|getötet|ermorden|erstechen|erschießen", "stellen"),
    (r"Pistolen?|Gewehre?|Schusswaffen?|Waffen?", "dunkler Gegenstand"),
    (r"Messer|Dolche?", "Werkzeug"),
    (r"nackt(?:e[rnms]?)?", "in einem langen Gewand"),
    (r"ensanglantée?s?|sanglante?s?", "usé"),
    (r"(?<=\bdu )sang|(?<=\ble )sang|(?<=\bde )sang", "rouge"),
    (r"cadavres?", "silhouette endormie"),
    (r"tuer|assassiner|poignarder", "affronter"),
    (r"tuée?s?|assassinée?s?|assassine|poignarde", "affronte"),
    (r"pistolets?|fusils?|revolvers?", "objet sombre"),
    (r"couteaux?|poignards?", "outil"),
    (r"sangrient[oa]s?|ensangrentad[oa]s?", "gastado"),
    (r"sangre", "luz roja"),
    (r"cadáver(?:es)?", "figura dormida"),
    (r"matar|asesinar|apuñalar|assassinar|esfaquear", "enfrentar"),
    (r"asesina|asesinad[oa]s?|apuñala|assassinad[oa]s?|esfaqueia", "enfrenta"),
    (r"pistolas?|escopetas?|espingardas?|fuzil|fuzis", "objeto oscuro"),
    (r"cuchillos?|puñal(?:es)?", "utensilio"),
    (r"desnud[oa]s?", "con una túnica larga"),
    (r"insanguinat[oaie]", "logoro"),
    (r"sangue", "luce rossa"),
    (r"cadaver[ei]", "figura addormentata"),
    (r"uccidere|assassinare|pugnalare", "affrontare"),
    (r"uccide|ucciso|uccisa|assassina|pugnala", "affronta"),
    (r"pistole|fucil[ei]", "oggetto scuro"),
    (r"coltell[oi]|pugnal[ei]", "attrezzo"),
    (r"facas?|punhal|punhais", "ferramenta"),
)
"""The same in German, French, Spanish, Italian and Portuguese; only words that mean nothing harmless in another of them."""
_COMPILED = tuple((re.compile(rf"\b(?:{flagged})\b", re.IGNORECASE), softer) for flagged, softer in (*_SOFTER, *_ELSEWHERE))


def softened(text: str) -> str:
    """The text with milder words; the same text where none of its words is known to be flagged."""
    for flagged, softer in _COMPILED:
        text = flagged.sub(softer, text)
    return text


def softened_value(value: Any, fields: frozenset[str]) -> Any:
    """A value with the texts of these fields softened, however deep they are; what is not among them stays."""
    if isinstance(value, tuple):
        return tuple(softened_value(part, fields) for part in value)
    if not isinstance(value, Value):
        return value
    return value.model_copy(update={name: _milder(name, part, fields) for name, part in value})


def _milder(name: str, part: Any, fields: frozenset[str]) -> Any:
    return softened(part) if name in fields and isinstance(part, str) else softened_value(part, fields)
