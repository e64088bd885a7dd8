"""fal's list of an account's requests, with their input: how to find out whether a submit took effect."""

from datetime import UTC, datetime

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.jobs import Job
from vendor_simulator.vendors.fal.errors import error
from vendor_simulator.world import World

MOST = 100


def answer(call: Call, world: World, rest: str) -> Answer:
    """`GET /v1/models/requests/by-endpoint`."""
    if call.method != "GET" or rest != "v1/models/requests/by-endpoint":
        return error(404, "Not found")
    wanted = set(call.query.get("endpoint_id", "").split(",")) - {""}
    if not wanted:
        return error(422, "endpoint_id is required")
    id_ = call.query.get("request_id", "")
    found = [job for job in world.jobs.by_id.values() if job.endpoint in wanted and job.key == call.key and id_ in ("", job.id)]
    start = int(call.query.get("cursor") or "0")
    limit = min(MOST, int(call.query.get("limit") or "50"))
    page = list(reversed(found))[start : start + limit]
    more = len(found) > start + limit
    expand = "payloads" in call.query.get("expand", "")
    items = [_told(job, expand=expand) for job in page]
    return as_json({"items": items, "next_cursor": str(start + limit) if more else None, "has_more": more})


def _told(job: Job, *, expand: bool) -> dict[str, object]:
    told: dict[str, object] = {"request_id": job.id, "endpoint_id": job.endpoint, "sent_at": _time(job.submitted)}
    told |= {"started_at": _time(job.started), "ended_at": _time(job.ended)}
    told["status_code"] = job.status if job.state == "COMPLETED" else None
    told["duration"] = round(job.ended - job.started, 3) if job.ended else None
    return {**told, "json_input": job.arguments, "json_output": job.result} if expand else told


def _time(seconds: float) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z") if seconds else None
