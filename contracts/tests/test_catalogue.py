"""The catalogue is complete and consistent: a default model or style that is missing would break every film."""

from contracts import catalogue
from contracts.requests import FilmRequest, Models, Source


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


# What two products' guides name, as people know it.
IMAGES = (
    "Nano Banana 2|Nano Banana Pro|Grok Imagine Image|FLUX.2 Max|Phota|Hunyuan Image v3|FLUX.2 Dev|Qwen Image 2 Pro|HiDream I1"
)
CLIPS = "LTX 2.3 Pro|Veo 3.1|Kling v3 Pro|Grok Imagine Video|MiniMax Hailuo 02|Seedance 1.5 Pro|Seedance 2"
SOUNDS = "ElevenLabs Music|MiniMax Music v2|ACE-Step 1.5|Lyria 2|MMAudio V2|ElevenLabs SFX"
OPTIONS = "StableDiffusion3.5|Flux1.1Pro|Flux1.1ProUltra|FluxFinetuned|OpenAI-Image-1|FluxKontextMax|FluxKontextPro"
MOTIONS = (
    "Auto|LumaAI|LumaRay2|KlingAI|Kling2|MinimaxHailuo|Seedance|Hunyuan|RunwayML|Wan|Pixverse|Veo|VeoFast|TryOnVideo|Parallax"
)


def test_every_model_of_the_guides_is_there_by_its_name() -> None:
    called = {model.name.casefold() for model in catalogue.models()}
    for name in f"{IMAGES}|Seedream 5|{CLIPS}|{SOUNDS}".split("|"):
        assert name.casefold() in called or catalogue.named(name), name
    assert all(catalogue.named(option, "image") for option in OPTIONS.split("|"))
    assert all(catalogue.named(motion, "clip") for motion in MOTIONS.split("|"))
    assert catalogue.named("ltx2.3", "clip")


def test_language_models_of_every_family_write_and_analyze() -> None:
    for word in ("claude", "gpt", "gemini", "grok", "mistral", "deepseek"):
        found = [model for model in catalogue.models("write") if model.id.startswith(word)]
        assert found, word
        assert all(model.does("analyze") for model in found)


def test_a_name_of_another_kind_is_none() -> None:
    assert catalogue.named("kling-v3-pro", "image") is None
    assert catalogue.named("KLING2", "clip") is catalogue.model("kling-2-master")
    assert catalogue.named("nobody") is None
