"""The catalogue is complete and consistent: a default model or style that is missing would break every film."""

import pytest

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


RECORDED = """
grok_imagine_video_1_5|xai/grok-imagine-video/v1.5/image-to-video|second|80000
gemini_omni_flash|fal-ai/gemini-omni-1.1-flash/image-to-video|second|101000
kling_v3_pro|fal-ai/kling-video/v3/pro/image-to-video|second|112000
minimax_h3_max|minimax/h3-max/image-to-video|second|80000
seedance_v2|bytedance/seedance-2.0/image-to-video|second|302400
seedance_v2_5|bytedance/seedance-2.5/image-to-video|second|473000
seedance_v2_mini|bytedance/seedance-2.0/mini/image-to-video|second|154700
nano_banana_2|fal-ai/nano-banana-2|image|80000
nano_banana_2_lite|google/nano-banana-2-lite|image|40000
nano_banana_pro|fal-ai/nano-banana-pro|image|134000
gpt_image_2|openai/gpt-image-2.5/flare/text-to-image|image|52700
grok_imagine_image|xai/grok-imagine-image/v2.0/text-to-image|image|40000
grok_imagine_image_quality||image|50000
flux_2_max|fal-ai/flux-2-max|pixel|0.07
phota|fal-ai/phota||
hunyuan_image_v3|fal-ai/hunyuan-image/v3/text-to-image||
flux_2_dev|fal-ai/flux-2||
qwen_image|fal-ai/qwen-image-2/pro/text-to-image||
hidream_i1|fal-ai/hidream-i1-full||
seedream_v5|bytedance/seedream/v5/pro/text-to-image||
flux_2_flash|fal-ai/flux-2/flash||
flux_2_turbo|fal-ai/flux-2/turbo|pixel|0.008
krea_2_turbo|fal-ai/krea-2/turbo|pixel|0.008
elevenlabs_music|music_v2_5|second|2500
ace_step_1_5|fal-ai/ace-step-1.5|second|500
ace_step|fal-ai/ace-step/prompt-to-audio||
eleven_v3|eleven_v3|character|100
seed_audio_1_0|seed-audio-1-0|second|2500
scribe_v3|scribe_v3|second|61.11
openai/gpt-6-luna||input_token|0.1|output_token|0.5
openai/gpt-6-astra||input_token|10|output_token|50
anthropic/claude-opus-5||input_token|5|output_token|25
anthropic/claude-opus-5-fast||input_token|10|output_token|50
anthropic/claude-fable-5.1||input_token|10|output_token|50
anthropic/claude-sonnet-5||input_token|2|output_token|10
google/gemini-3.8-flash||input_token|0.75|output_token|3.75
google/gemini-3.1-pro-preview||input_token|2|output_token|12
openai/gpt-5.6-sol||input_token|2|output_token|10
openai/gpt-5.6-terra||input_token|2|output_token|12
z-ai/glm-5.3-flash||input_token|0.075|output_token|0.25
deepseek-v4-pro-0813||input_token|1.32|output_token|3.96
x-ai/grok-4.6||input_token|2|output_token|6
x-ai/grok-4.7||input_token|2|output_token|6
mistral-small-2603||input_token|0.15|output_token|0.6
bytedance-seed/seed-2.0-mini||input_token|0.1|output_token|0.4
"""
"""Names of the models in use, the endpoint, and what a unit of each costs in micro-credits, where that was recorded."""


@pytest.mark.parametrize("row", RECORDED.split())
def test_a_model_in_use_is_there_with_its_endpoint_and_price(row: str) -> None:
    name, endpoint, *prices = row.split("|")
    found = catalogue.named(name)
    assert found is not None, name
    assert not endpoint or endpoint in {at for route in found.routes for at in (route.endpoint, *_endpoints(route))}
    told: dict[str, float] = {price.unit: price.micros / price.per for price in found.prices}
    for unit, micros in zip(prices[::2], prices[1::2], strict=True):
        assert not unit or told[unit] == pytest.approx(float(micros), abs=0.01)


def _endpoints(route: catalogue.Route) -> list[str]:
    return [call.endpoint for call in route.calls.values()]


def test_language_models_of_every_family_write_and_analyze() -> None:
    for word in ("claude", "gpt", "gemini", "grok", "mistral", "deepseek"):
        found = [model for model in catalogue.models("write") if model.id.startswith(word)]
        assert found, word
        assert all(model.does("analyze") for model in found)


def test_a_name_of_another_kind_is_none() -> None:
    assert catalogue.named("kling-v3-pro", "image") is None
    assert catalogue.named("KLING2", "clip") is catalogue.model("kling-2-master")
    assert catalogue.named("nobody") is None
