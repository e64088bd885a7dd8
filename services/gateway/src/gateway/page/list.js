// The list of films, newest first, a page at a time.

import * as api from "./api.js";
import { stateOf } from "./words.js";

const list = document.querySelector("#films");
const more = document.querySelector("#more");
const none = document.querySelector("#no-films");
let next = null;

export async function load() {
  const page = await api.films();
  list.replaceChildren(...page.sequences.map(item));
  after(page);
}

export function update(film) {
  const found = [...list.children].find((li) => li.dataset.id === film.id);
  const current = found?.querySelector("a").getAttribute("aria-current");
  const fresh = item(film);
  if (current) fresh.querySelector("a").setAttribute("aria-current", current);
  if (found) found.replaceWith(fresh);
  else list.prepend(fresh);
  none.hidden = true;
}

export function mark(id) {
  for (const li of list.children) {
    const link = li.querySelector("a");
    if (li.dataset.id === id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function after(page) {
  next = page.next;
  more.hidden = !next;
  none.hidden = list.children.length > 0;
}

function item(film) {
  const li = document.createElement("li");
  li.dataset.id = film.id;
  const link = document.createElement("a");
  link.href = `#/films/${film.id}`;
  const name = Object.assign(document.createElement("span"), { className: "name", textContent: film.title || "Untitled" });
  const state = Object.assign(document.createElement("span"), { className: "state", textContent: stateOf(film) });
  state.dataset.state = film.state;
  const made = document.createElement("time");
  made.dateTime = film.created_at;
  made.textContent = new Date(film.created_at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  link.append(name, state, made);
  li.append(link);
  return li;
}

more.addEventListener("click", async () => {
  const page = await api.films(next);
  list.append(...page.sequences.map(item));
  after(page);
});
