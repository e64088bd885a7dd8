// Watches a film while it is still being made: reads its HLS playlist and hands each new part to the browser's own buffer.
// Browsers that play HLS themselves are given the playlist's address.

const EVERY = 1500;
const AHEAD = 120; // seconds that are fetched before they are watched
const NATIVE = "application/vnd.apple.mpegurl";

// Begins as soon as something can be watched, and then calls `begun`. What comes back stops it. The address ends after an hour,
// in which a long film may not be done: then `renewed` gives another.
export function watch(video, address, renewed, begun) {
  const stopped = new AbortController();
  run(video, { address, renewed }, begun, stopped.signal).catch(() => {}); // nothing depends on it: the film comes in any case
  return () => stopped.abort();
}

async function run(video, place, begun, signal) {
  const many = await playlist(place, "preview.m3u8", signal);
  begun();
  const Source = window.MediaSource ?? window.ManagedMediaSource;
  if (!Source) {
    if (video.canPlayType(NATIVE)) video.src = place.address;
    return;
  }
  const source = new Source();
  video.disableRemotePlayback = true;
  const url = URL.createObjectURL(source);
  video.src = url;
  signal.addEventListener("abort", () => URL.revokeObjectURL(url));
  await once(source, "sourceopen");
  const buffer = source.addSourceBuffer(`video/mp4; codecs="${/CODECS="([^"]+)"/.exec(many)[1]}"`);
  await fill(video, source, buffer, place, signal);
}

async function fill(video, source, buffer, place, signal) {
  let opened = false;
  let taken = 0;
  while (!signal.aborted) {
    const text = await playlist(place, "stream.m3u8", signal);
    const parts = text.split("\n").filter((line) => line && !line.startsWith("#"));
    opened ||= await append(buffer, /#EXT-X-MAP:URI="([^"]+)"/.exec(text)[1], signal);
    const wanted = () => taken < parts.length && end(buffer) - video.currentTime <= AHEAD;
    while (opened && wanted() && (await append(buffer, parts[taken], signal))) taken += 1;
    if (taken === parts.length && text.includes("#EXT-X-ENDLIST")) return source.endOfStream();
    await later(signal);
  }
}

async function playlist(place, name, signal) {
  for (;;) {
    const answer = await fetch(new URL(name, new URL(place.address, location)), { signal, cache: "no-store" });
    if (answer.ok) return answer.text();
    const refused = await answer.json().catch(() => null);
    if (refused?.error?.code === "link_ended") place.address = (await place.renewed().catch(() => null)) ?? place.address;
    await later(signal);
  }
}

// Whether it could be fetched: a link that has ended is another one when the playlist is read again.
async function append(buffer, address, signal) {
  const answer = await fetch(address, { signal });
  if (!answer.ok) return false;
  const bytes = await answer.arrayBuffer();
  const done = once(buffer, "updateend");
  buffer.appendBuffer(bytes);
  await done;
  return true;
}

const end = (buffer) => (buffer.buffered.length ? buffer.buffered.end(buffer.buffered.length - 1) : 0);
const once = (target, name) => new Promise((done) => target.addEventListener(name, done, { once: true }));

function later(signal) {
  return new Promise((done, stop) => {
    const clock = setTimeout(done, EVERY);
    signal.addEventListener("abort", () => { clearTimeout(clock); stop(signal.reason); }, { once: true });
  });
}
