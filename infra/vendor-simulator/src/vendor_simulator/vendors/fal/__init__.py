"""fal: the queue, direct runs, storage, media, webhook keys and the history of requests, each a host of its own in reality."""

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.dice import Strikes
from vendor_simulator.vendors.fal import history, queue, storage
from vendor_simulator.vendors.fal.errors import error
from vendor_simulator.vendors.fal.errors import fault as fault
from vendor_simulator.world import World


async def answer(call: Call, world: World, strikes: Strikes) -> Answer:
    """What the platform answers; the first part of the path names the host."""
    host, _, rest = call.path.removeprefix("/").partition("/")
    match host:
        case "queue":
            return await queue.answer(call, world, strikes, rest)
        case "run":
            return await queue.run(call, world, strikes, rest)
        case "rest" if rest == ".well-known/jwks.json":
            return as_json(world.signer.key_set())
        case "rest" | "cdn":
            return storage.answer(call, world, host, rest)
        case "media":
            return await storage.media(call, world, rest)
        case "api":
            return history.answer(call, world, rest)
    return error(404, "Not found")
