// Watches a film while it is still being made: reads its HLS playlist and hands each new part to the browser's own buffer.
// Browsers that play HLS themselves are given the playlist's address.

const EVERY = 1500;
const AHEAD = 120; // seconds that are fetched before they are watched
const NATIVE = "application/vnd.apple.mpegurl";

// Begins as soon as something can be watched, and then calls `begun`. What comes back stops it.
export function watch(video, address, begun) {
  const stopped = new AbortController();
  run(video, address, begun, stopped.signal).catch(() => {}); // nothing depends on it: the film comes in any case
  return () => stopped.abort();
}

async function run(video, address, begun, signal) {
  const many = await playlist(address, signal);
  begun();
  const Source = window.MediaSource ?? window.ManagedMediaSource;
  if (!Source) {
    if (video.canPlayType(NATIVE)) video.src = address;
    return;
  }
  const source = new Source();
  video.disableRemotePlayback = true;
  const url = URL.createObjectURL(source);
  video.src = url;
  signal.addEventListener("abort", () => URL.revokeObjectURL(url));
  await once(source, "sourceopen");
  const buffer = source.addSourceBuffer(`video/mp4; codecs="${/CODECS="([^"]+)"/.exec(many)[1]}"`);
  await fill(video, source, buffer, new URL("stream.m3u8", new URL(address, location)), signal);
}

async function fill(video, source, buffer, address, signal) {
  let taken = 0;
  while (!signal.aborted) {
    const text = await playlist(address, signal);
    const parts = text.split("\n").filter((line) => line && !line.startsWith("#"));
    if (!taken) await append(buffer, /#EXT-X-MAP:URI="([^"]+)"/.exec(text)[1], signal);
    while (taken < parts.length) {
      while (source.duration && end(buffer) - video.currentTime > AHEAD) await later(signal);
      await append(buffer, parts[taken], signal);
      taken += 1;
    }
    if (text.includes("#EXT-X-ENDLIST")) return source.endOfStream();
    await later(signal);
  }
}

async function playlist(address, signal) {
  for (;;) {
    const answer = await fetch(address, { signal, cache: "no-store" });
    if (answer.ok) return answer.text();
    await later(signal);
  }
}

async function append(buffer, address, signal) {
  const bytes = await (await fetch(address, { signal })).arrayBuffer();
  const done = once(buffer, "updateend");
  buffer.appendBuffer(bytes);
  await done;
}

const end = (buffer) => (buffer.buffered.length ? buffer.buffered.end(buffer.buffered.length - 1) : 0);
const once = (target, name) => new Promise((done) => target.addEventListener(name, done, { once: true }));

function later(signal) {
  return new Promise((done, stop) => {
    const clock = setTimeout(done, EVERY);
    signal.addEventListener("abort", () => { clearTimeout(clock); stop(signal.reason); }, { once: true });
  });
}
