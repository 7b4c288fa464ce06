// The service worker: the page works offline, and one visit never sees parts
// of two builds.
//
// `cargo xtask build` fills in the four lines below: the files that a page starts with
// and the rest of the build (lists of other languages), each with its hash, a name for
// them all, and the server's headers, so that a host that sends none is as safe from the
// second load on. A build is kept in one cache of that name. The first files are put
// there whole or not at all; the rest comes when the page sends {type: "rest"}, which it
// does after its first result, and only when all of it is there is the mark set by which
// the page knows that it is offline ready. A new build installs beside the old one and
// waits until the page sends {type: "activate"}.

const FILES = {};
const REST = {};
const BUILD = "";
const HEADERS = {};

const PREFIX = "verbatim-";
const CACHE = PREFIX + BUILD;
const INDEX = "index.html";
// Kept beside the files once all of them are there. `src/hooks/offline.rs` looks for it.
const WHOLE = "offline-ready";

const KINDS = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  wasm: "application/wasm",
  json: "application/json",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  txt: "text/plain; charset=utf-8",
  woff2: "font/woff2",
};

const scope = new URL("./", self.location.href);

/** Where a file of the set is kept. */
function address(name) {
  return new URL(name, scope).href;
}

/** A file of the set, fetched anew, refused when it is another build's. */
async function fetchFile(name) {
  const response = await fetch(address(name), {
    integrity: FILES[name] ?? REST[name],
    cache: "no-cache",
    credentials: "omit",
  });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

/** The same content with our headers, whatever the host sent. */
async function withHeaders(name, response) {
  const kind = KINDS[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  return new Response(await response.blob(), {
    status: 200,
    headers: { ...HEADERS, "Content-Type": kind },
  });
}

/** Fetches files of the build and keeps them, all or none. */
async function keep(names) {
  const responses = await Promise.all(
    names.map(async (name) => withHeaders(name, await fetchFile(name))),
  );
  // Only now, with every file at hand and checked, is anything kept.
  const cache = await caches.open(CACHE);
  await Promise.all(names.map((name, i) => cache.put(address(name), responses[i])));
}

async function keepRest() {
  const cache = await caches.open(CACHE);
  if (await cache.match(address(WHOLE))) return;
  await keep(Object.keys(REST));
  await cache.put(address(WHOLE), new Response(BUILD));
}

async function install() {
  const wasWhole = await caches.match(address(WHOLE));
  await keep(Object.keys(FILES));
  // Who could work offline can do so with the new build at once.
  if (wasWhole) await keepRest();
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Answers from the set; a file that the browser threw away is fetched again
    and must still be of this build. */
async function answer(name) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address(name));
  if (kept) return kept;
  const response = await withHeaders(name, await fetchFile(name));
  await cache.put(address(name), response.clone());
  return response;
}

/** The name that a request has within the page's folder, or nothing. */
function nameOf(request) {
  const url = new URL(request.url);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return undefined;
  return url.pathname.slice(scope.pathname.length);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

/** The fetching of the rest that is under way. */
let resting;

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
  if (event.data?.type === "rest") {
    // Without a network it fails; the page asks again.
    resting ??= keepRest().catch(() => {}).finally(() => (resting = undefined));
    event.waitUntil(resting);
  }
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const name = nameOf(event.request);
  if (name === undefined) return;
  if (Object.hasOwn(FILES, name) || Object.hasOwn(REST, name)) {
    event.respondWith(answer(name));
  } else if (event.request.mode === "navigate") {
    // There is one page. Its addresses are relative, so that from a deeper
    // folder it would not find its files.
    const isDeeper = name.includes("/");
    event.respondWith(isDeeper ? Response.redirect(scope.href) : answer(INDEX));
  }
});
