"""The catalogue is complete and consistent: a default model or style that is missing would break every film."""

import pytest
from contracts.requests import FilmRequest, Models, Source

from contracts import catalogue


def test_every_default_model_is_public_and_of_its_kind() -> None:
    for kind, model_id in Models().model_dump().items():
        model = catalogue.model(model_id)
        assert model is not None
        assert model.public
        assert model.kind == kind


def test_the_default_style_exists_and_there_is_a_choice() -> None:
    default = FilmRequest(source=Source(kind="idea")).style
    assert default in catalogue.all_styles()
    assert len(catalogue.styles()) >= 6
    assert all(len(style.palette) == 5 for style in catalogue.styles())


def test_equivalents_exist_and_are_of_the_same_kind() -> None:
    for model in catalogue.all_models().values():
        for other in model.equivalents:
            assert catalogue.all_models()[other].kind == model.kind


def test_simulated_models_are_never_listed() -> None:
    assert catalogue.model("simulated-image") is not None
    assert not [model for model in catalogue.models() if model.vendor == "simulated"]


@pytest.mark.parametrize(("count", "micros"), [(0, 0), (1, 1), (1000, 3), (1001, 4)])
def test_a_price_is_rounded_up(count: int, micros: int) -> None:
    free = catalogue.all_models()["local-voice"]
    model = free.model_copy(update={"prices": (catalogue.Price(unit="character", micros=3, per=1000),)})
    assert model.price({"character": count}) == micros
