"""The local vendor: draws the picture from the storyboard, without a key or a network. The same order gives the same bytes."""

from dataclasses import dataclass

from animatic import compose_frame, compose_sheet, draw, encode_png, plain_frame
from chassis.errors import Invalid
from chassis.work import Tools
from imagery.domain import PictureOrder
from imagery.ports import Picture, PictureJob


def render(order: PictureOrder) -> tuple[bytes, bytes]:
    """The picture as PNG and its scene graph as JSON. Runs in a process of the compute pool.

    Raises ValueError when the storyboard cannot be drawn.
    """
    if order.kind == "sheet":
        graph = compose_sheet(order.storyboard, order.subject, order.size, order.seed)
    else:
        compose = plain_frame if order.plain else compose_frame
        graph = compose(order.storyboard, order.subject, order.size, order.seed)
    return encode_png(draw(graph)), graph.to_json()


@dataclass(frozen=True, slots=True)
class LocalPictures:
    """The adapter to our own drawing library."""

    name: str = "local"

    async def picture(self, order: PictureOrder, job: PictureJob, tools: Tools) -> Picture:
        """Draw the picture; its scene graph is kept beside it."""
        try:
            png, graph = await tools.compute(render, order)
        except ValueError as error:
            raise Invalid(str(error), code="undrawable") from None
        tenant = job.envelope.tenant
        media = await tools.media.put(tenant, png, "image/png")
        return Picture(media, {"scene_graph": await tools.media.put(tenant, graph, "application/json")})
