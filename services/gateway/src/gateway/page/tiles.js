// Small pictures over the time line: shows the film's tile for the moment under the pointer, and goes there on a click.

import { minutes } from "./words.js";

const bar = document.querySelector("#seek");
const tile = document.querySelector("#tile");
let cues = [];
let length = 0;

// `media` is a finished film; without tiles the bar is not there.
export async function show(media, video) {
  hide();
  if (!media.thumbnails) return;
  const base = new URL(media.thumbnails, location);
  const text = await (await fetch(base)).text();
  cues = [...text.matchAll(/(\S+) --> (\S+)\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)/g)].map(([, from, to, name, ...box]) => ({
    from: seconds(from), to: seconds(to), url: new URL(name, base).href, box: box.map(Number),
  }));
  length = media.seconds;
  bar.max = length;
  bar.hidden = false;
  bar.oninput = () => { video.currentTime = Number(bar.value); draw(Number(bar.value), Number(bar.value) / length); };
  video.ontimeupdate = () => { bar.value = video.currentTime; };
}

export function hide() {
  cues = [];
  bar.hidden = tile.hidden = true;
}

function draw(second, share) {
  const cue = cues.findLast((each) => each.from <= second) ?? cues[0];
  if (!cue) return;
  const [x, y, width, height] = cue.box;
  Object.assign(tile.style, { width: `${width}px`, height: `${height}px`, background: `url("${cue.url}") -${x}px -${y}px` });
  tile.style.left = `clamp(0px, calc(${share * 100}% - ${width / 2}px), calc(100% - ${width}px))`;
  tile.dataset.time = minutes(second);
  tile.hidden = false;
}

function seconds(clock) {
  return clock.split(":").reduce((sum, part) => 60 * sum + Number(part), 0);
}

bar.addEventListener("pointermove", (event) => {
  const box = bar.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  draw(share * length, share);
});
for (const name of ["pointerleave", "blur"]) bar.addEventListener(name, () => { tile.hidden = true; });
