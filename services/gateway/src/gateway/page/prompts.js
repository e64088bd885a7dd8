// All prompts of one film, `?film=ID`: a line per step, whose text is fetched when it is opened.

import { prompts } from "./api.js";

const notice = document.getElementById("notice");
const list = document.getElementById("prompts");

const RUNGS = { seed: "another seed", softened: "softer words", route: "another route", model: "another model" };

function climb(rungs) {
  const last = rungs.at(-1);
  const where = last.kind === "route" ? ` (${last.vendor})` : last.kind === "model" ? ` (${last.model})` : "";
  return `refused, then ${rungs.map((rung) => RUNGS[rung.kind] ?? rung.kind).join(", ")}${where}`;
}

function tries(rungs) {
  const items = document.createElement("ol");
  for (const rung of rungs) {
    const item = document.createElement("li");
    item.textContent = `${rung.reason} So ${RUNGS[rung.kind] ?? rung.kind}: ${rung.model} at ${rung.vendor}, seed ${rung.seed}.`;
    items.append(item);
  }
  items.hidden = !rungs.length;
  return items;
}

function entry(told) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const text = document.createElement("pre");
  summary.textContent = told.rungs.length ? `${told.step}: ${climb(told.rungs)}` : told.step;
  text.style.whiteSpace = "pre-wrap";
  details.append(summary, tries(told.rungs), text);
  details.addEventListener("toggle", async () => {
    if (!details.open || text.textContent || !told.text) return;
    const answer = await fetch(told.text).catch(() => null);
    text.textContent = answer?.ok ? await answer.text() : "This text cannot be fetched; load the page again.";
  });
  return details;
}

async function show() {
  const film = new URLSearchParams(location.search).get("film") ?? "";
  const found = await prompts(film);
  document.getElementById("title").textContent = `Prompts of ${found.title || "this film"}`;
  document.title = `Prompts of ${found.title || "a film"} · Sagareel`;
  notice.textContent = found.prompts.length
    ? `${found.prompts.length} steps, in the order in which they were made.`
    : "No model was told anything in words: everything so far was made by rules.";
  let stage = null;
  for (const told of found.prompts) {
    if (told.stage !== stage) {
      stage = told.stage;
      const heading = document.createElement("h2");
      heading.textContent = stage ?? "other";
      list.append(heading);
    }
    list.append(entry(told));
  }
}

show().catch((error) => { notice.textContent = error.message; });
