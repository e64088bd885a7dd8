// The player of a finished film: poster, subtitles, chapters to jump to. Links end after an hour, so they are renewed when one fails.

import * as api from "./api.js";
import { watch } from "./preview.js";
import * as tiles from "./tiles.js";
import { minutes } from "./words.js";

const video = document.querySelector("#video");
const chapters = document.querySelector("#chapters");
const box = document.querySelector("#player");
const download = document.querySelector("#download");
const files = document.querySelector("#files");
const early = document.querySelector("#early");
let playing = null;
let previewed = null;
let stop = () => {};

export function show(film) {
  download.hidden = !film.film;
  if (!film.film) return preview(film);
  box.hidden = false;
  download.href = film.film.download;
  if (playing?.id === film.id) return;
  playing = film;
  const at = previewed === film.id && !early.hidden ? { time: video.currentTime, paused: video.paused } : null;
  end();
  load(film);
  if (at?.time) video.currentTime = at.time;
  if (at && !at.paused) video.play().catch(() => {});
}

// What there is of a film that is still being made; the finished film takes its place, at the same moment.
function preview(film) {
  if (!film.preview || previewed === film.id) {
    if (film.ended) { end(); box.hidden = true; }
    return;
  }
  end();
  box.hidden = true;
  previewed = film.id;
  const renewed = async () => (await api.film(film.id)).preview;
  stop = watch(video, film.preview, renewed, () => { box.hidden = early.hidden = false; });
}

function end() {
  stop();
  stop = () => {};
  previewed = null;
  early.hidden = true;
}

export function clear() {
  playing = null;
  end();
  tiles.hide();
  box.hidden = true;
  video.pause();
  video.removeAttribute("src");
  video.replaceChildren();
  chapters.replaceChildren();
  files.replaceChildren();
  video.removeAttribute("poster");
  video.load();
}

function load(film) {
  const media = film.film;
  video.poster = media.poster;
  video.src = media.mp4;
  const subtitles = track("subtitles", media.vtt, "Subtitles", film.request.language);
  const marks = track("chapters", media.chapters, "Chapters", film.request.language);
  video.replaceChildren(subtitles, marks);
  tiles.show(media, video).catch(() => tiles.hide());
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
