// The gateway's HTTP as functions; every failure is a Refused with the gateway's own words. Used by all other parts of the page.

export class Refused extends Error {
  constructor(status, error) {
    super(error?.message ?? `The gateway answered with status ${status}.`);
    this.status = status;
    this.code = error?.code ?? "unknown";
    this.details = error?.details ?? [];
  }
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { credentials: "same-origin", ...options });
  } catch {
    throw new Refused(0, { code: "unreachable", message: "The gateway cannot be reached. It may be restarting; try again in a moment." });
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, body?.error);
  return body;
}

export const styles = () => ask("/v1/styles");
export const films = (cursor) => ask(`/v1/sequences?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
export const film = (id) => ask(`/v1/sequences/${encodeURIComponent(id)}`);
export const prompts = (id) => ask(`/v1/sequences/${encodeURIComponent(id)}/prompts`);
export const cancel = (id) => ask(`/v1/sequences/${encodeURIComponent(id)}/cancel`, { method: "POST" });

export const keys = () => ask("/v1/keys");
export const removeKey = (vendor) => ask(`/v1/keys/${encodeURIComponent(vendor)}`, { method: "DELETE" });
export const setKey = (vendor, key) =>
  ask(`/v1/keys/${encodeURIComponent(vendor)}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key }),
  });

export const goOn = (id, key) =>
  ask(`/v1/sequences/${encodeURIComponent(id)}/continue`, { method: "POST", headers: { "Idempotency-Key": key } });

export const order = (body, key) =>
  ask("/v1/sequences", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify(body),
  });

// Follows a film until the server says that it is over. The browser reconnects by itself where a connection breaks, but gives up on
// an answer such as "not ready yet", which comes from a gateway that has just been started: then we ask again.
export function follow(id, { onFilm, onEntry }) {
  const types = ["step.done", "step.failed", "step.stood_in", "step.progressed"];
  const ends = ["completed", "completed_with_stand_ins", "failed", "cancelled", "needs_attention"];
  let source, again, seen = 0, pause = 1000;
  const entry = (event) => {
    if (Number(event.lastEventId) <= seen) return;
    seen = Number(event.lastEventId);
    onEntry(JSON.parse(event.data));
  };
  const listen = () => {
    source = new EventSource(`/v1/sequences/${encodeURIComponent(id)}/events`);
    for (const type of [...types, ...["started", "planned", ...ends].map((name) => `sequence.${name}`)]) source.addEventListener(type, entry);
    source.addEventListener("film", (event) => onFilm(JSON.parse(event.data)));
    source.addEventListener("end", () => source.close());
    source.addEventListener("open", () => { pause = 1000; });
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED) return;
      again = setTimeout(listen, pause);
      pause = Math.min(2 * pause, 30000);
    });
  };
  listen();
  return () => {
    clearTimeout(again);
    source.close();
  };
}
