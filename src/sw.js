// The service worker: the page works offline, and one visit never sees parts
// of two builds.
//
// `cargo xtask build` fills in the three lines below: every file of the build
// with its hash, a name for the whole set, and the server's headers, so that a
// host that sends none is as safe from the second load on. A build is kept in one cache of
// that name, put there whole or not at all. A new build installs beside the
// old one and waits until the page sends {type: "activate"}.

const FILES = {};
const BUILD = "";
const HEADERS = {};

const PREFIX = "verbatim-";
const CACHE = PREFIX + BUILD;
const INDEX = "index.html";

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
    integrity: FILES[name],
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

async function install() {
  const names = Object.keys(FILES);
  const responses = await Promise.all(
    names.map(async (name) => withHeaders(name, await fetchFile(name))),
  );
  // Only now, with every file at hand and checked, is anything kept.
  const cache = await caches.open(CACHE);
  await Promise.all(names.map((name, i) => cache.put(address(name), responses[i])));
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

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const name = nameOf(event.request);
  if (name === undefined) return;
  if (Object.hasOwn(FILES, name)) {
    event.respondWith(answer(name));
  } else if (event.request.mode === "navigate") {
    // There is one page. Its addresses are relative, so that from a deeper
    // folder it would not find its files.
    const isDeeper = name.includes("/");
    event.respondWith(isDeeper ? Response.redirect(scope.href) : answer(INDEX));
  }
});
