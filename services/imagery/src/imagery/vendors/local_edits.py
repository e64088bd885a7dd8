"""The local vendor's changes: the picture's drawing is changed and drawn again, so nothing else moves by a pixel."""

from dataclasses import dataclass

from animatic import SceneGraph, draw, encode_png
from animatic.edits import UnknownEditError, edited, in_shape
from chassis.errors import Invalid
from chassis.work import Job, Tools
from contracts.imagery import EditPicture
from contracts.storyboard import RATIO_SIZES
from imagery.domain import EditOrder
from imagery.ports import Picture


def redrawn(graph: bytes, instruction: str, size: tuple[int, int]) -> tuple[bytes, bytes]:
    """The changed picture as PNG and its scene graph as JSON, composed for a size. Runs in a process of the compute pool.

    Raises ValueError when the words ask for nothing that can be done to this picture, or for another shape than the film's.
    """
    changed = edited(in_shape(SceneGraph.from_json(graph), size), instruction)
    if (changed.width, changed.height) != size:
        raise UnknownEditError("The shape of a picture is its film's: order the change with another ratio instead of words.")
    return encode_png(draw(changed)), changed.to_json()


@dataclass(frozen=True, slots=True)
class LocalEdits:
    """The adapter to our own drawing library."""

    name: str = "local"

    async def edited(self, order: EditOrder, job: Job[EditPicture], tools: Tools) -> Picture:
        """Change the drawing and draw it; the new drawing is kept beside it."""
        if order.scene_graph is None:
            raise Invalid("The local vendor changes only pictures that it has drawn. Choose another model.", code="no_drawing")
        graph = await tools.media.get(order.scene_graph)
        try:
            png, changed = await tools.compute(redrawn, graph, order.instruction, RATIO_SIZES[order.ratio])
        except UnknownEditError as error:
            raise Invalid(str(error), code="unknown_edit") from None
        except ValueError as error:
            raise Invalid(str(error), code="bad_drawing") from None
        tenant = job.envelope.tenant
        media = await tools.media.put(tenant, png, "image/png")
        return Picture(media, {"scene_graph": await tools.media.put(tenant, changed, "application/json")})
