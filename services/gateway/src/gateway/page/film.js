// One film: its progress while it is made, its player when it is finished.

import * as api from "./api.js";
import * as list from "./list.js";
import * as player from "./player.js";
import { minutes, stageNamed, stateOf } from "./words.js";

const at = (id) => document.querySelector(`#${id}`);
let leave = () => {};
let shown = null;
let key = crypto.randomUUID();

export async function open(id) {
  close();
  shown = id;
  key = crypto.randomUUID();
  const film = await api.film(id);
  if (shown !== id) return;
  at("film").hidden = false;
  draw(film);
  if (film.ended && !film.last_event) return;
  leave = api.follow(id, { onFilm: draw, onEntry: note });
}

export function close() {
  leave();
  leave = () => {};
  shown = null;
  at("film").hidden = true;
  at("entries").replaceChildren();
  player.clear();
}

function draw(film) {
  if (film.id !== shown) return;
  document.title = `${film.title || "Untitled"} · Sagareel`;
  at("title").textContent = film.title || "Untitled";
  at("state").textContent = stateOf(film);
  at("state").dataset.state = film.state;
  at("facts").textContent = facts(film);
  at("failure").hidden = !film.failure || film.state === "cancelled";
  at("failure").textContent = film.failure?.message ?? "";
  at("cancel").hidden = film.ended || film.state === "cancelling";
  at("continue").hidden = !film.continuable;
  at("progress").hidden = Boolean(film.film);
  drawProgress(film);
  player.show(film);
  list.update(film);
}

function facts(film) {
  const request = film.request;
  const parts = [request.ratio, request.style, film.film ? minutes(film.film.seconds) : request.duration && `${request.duration} s`];
  if (film.stand_ins.length) parts.push(`${film.stand_ins.length} stood in for: ${film.stand_ins.join(", ")}`);
  return parts.filter(Boolean).join(" · ");
}

function drawProgress(film) {
  const { done, total } = film.scenes;
  at("scenes-bar").max = total || 1;
  if (total || film.ended) at("scenes-bar").value = done;
  else at("scenes-bar").removeAttribute("value");
  at("scenes-count").textContent = total ? `${done} of ${total}` : "";
  at("stages").replaceChildren(...film.stages.map(stageItem));
  const running = film.stages.flatMap((stage) => stage.running.map((step) => step.note).filter(Boolean));
  at("doing").textContent = running[0] ?? "";
}

function stageItem({ stage, done, total, partial }) {
  const li = document.createElement("li");
  li.className = total && done >= total ? "done" : total ? "" : "waiting";
  const name = Object.assign(document.createElement("span"), { textContent: stageNamed(stage) });
  const count = Object.assign(document.createElement("span"), { className: "count", textContent: total ? `${done}/${total}` : "–" });
  const bar = Object.assign(document.createElement("progress"), { max: total || 1, value: Math.min(done + partial, total || 1) });
  bar.setAttribute("aria-label", stageNamed(stage));
  li.append(name, bar, count);
  return li;
}

function note(entry) {
  if (entry.type === "step.progressed") return;
  const li = document.createElement("li");
  const time = new Date(entry.at).toLocaleTimeString();
  li.textContent = `${time}  ${entry.type.replace(/[._]/g, " ")}  ${entry.step ?? ""}  ${entry.message ?? entry.failure?.message ?? ""}`;
  if (/failed|stood_in/.test(entry.type)) li.className = "bad";
  at("entries").append(li);
}

at("cancel").addEventListener("click", async () => {
  at("cancel").disabled = true;
  try {
    draw(await api.cancel(shown));
  } catch (refused) {
    at("doing").textContent = refused.message;
  } finally {
    at("cancel").disabled = false;
  }
});

// The rest is a film of its own; sent twice with one key, it is made once.
at("continue").addEventListener("click", async () => {
  at("continue").disabled = true;
  try {
    location.hash = `#/films/${(await api.goOn(shown, key)).id}`;
  } catch (refused) {
    at("doing").textContent = refused.message;
  } finally {
    at("continue").disabled = false;
  }
});
