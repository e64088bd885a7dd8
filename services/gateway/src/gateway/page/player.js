// The player of a finished film: poster, subtitles, chapters to jump to. Links end after an hour, so they are renewed when one fails.

import * as api from "./api.js";
import { minutes } from "./words.js";

const video = document.querySelector("#video");
const chapters = document.querySelector("#chapters");
const box = document.querySelector("#player");
const download = document.querySelector("#download");
const files = document.querySelector("#files");
let playing = null;

export function show(film) {
  download.hidden = !film.film;
  box.hidden = !film.film;
  if (!film.film) return;
  download.href = film.film.download;
  if (playing?.id === film.id) return;
  playing = film;
  load(film);
}

export function clear() {
  playing = null;
  video.pause();
  video.removeAttribute("src");
  video.replaceChildren();
  chapters.replaceChildren();
  video.load();
}

function load(film) {
  const media = film.film;
  video.poster = media.poster;
  video.src = media.mp4;
  const subtitles = track("subtitles", media.vtt, "Subtitles", film.request.language);
  const marks = track("chapters", media.chapters, "Chapters", film.request.language);
  video.replaceChildren(subtitles, marks);
  marks.track.mode = "hidden";
  marks.addEventListener("load", () => listChapters(marks.track));
  files.replaceChildren("Also: ", link("poster", media.poster), ", ", link("SRT", media.srt), ", ", link("VTT", media.vtt), " subtitles, ", prompts(film.id), ".");
}

function track(kind, src, label, language) {
  const element = document.createElement("track");
  Object.assign(element, { kind, src, label, srclang: language ?? "en", default: kind === "subtitles" });
  return element;
}

function link(name, href) {
  return Object.assign(document.createElement("a"), { textContent: name, href: `${href}?download=1` });
}

function prompts(id) {
  return Object.assign(document.createElement("a"), { textContent: "prompts", href: `/page/prompts.html?film=${encodeURIComponent(id)}` });
}

function listChapters(marks) {
  const cues = [...(marks.cues ?? [])];
  chapters.replaceChildren(...cues.map((cue) => {
    const li = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: `${minutes(cue.startTime)} ${cue.text}` });
    button.addEventListener("click", () => { video.currentTime = cue.startTime; video.play(); });
    cue.addEventListener("enter", () => button.setAttribute("aria-current", "true"));
    cue.addEventListener("exit", () => button.removeAttribute("aria-current"));
    li.append(button);
    return li;
  }));
}

video.addEventListener("error", async () => {
  if (!playing || Date.now() / 1000 < playing.film.links_end_at) return;
  const at = video.currentTime;
  playing = await api.film(playing.id);
  load(playing);
  video.currentTime = at;
});
