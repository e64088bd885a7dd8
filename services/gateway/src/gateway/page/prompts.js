// All prompts of one film, `?film=ID`: a line per step, whose text is fetched when it is opened.

import { prompts } from "./api.js";

const notice = document.getElementById("notice");
const list = document.getElementById("prompts");

function entry(told) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const text = document.createElement("pre");
  summary.textContent = told.step;
  text.style.whiteSpace = "pre-wrap";
  details.append(summary, text);
  details.addEventListener("toggle", async () => {
    if (!details.open || text.textContent) return;
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
    ? `${found.prompts.length} texts, in the order in which they were needed.`
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
