// Nothing leaves the device. A list of the requests that the test tool saw would
// not prove it: it holds blocked requests and misses WebRTC. So the browser's own
// network log is read (requests, questions to the resolver, connections) and a canary
// listens on a second port; the controls leak on purpose and must be caught.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import { join } from "node:path";
import { test } from "node:test";

import { analyse, browser, desk, exported, folder, sample, saved, serve, state, tab } from "./desk.mjs";
import { NOBODY } from "./quiet.mjs";

/** Listens, answers nothing, and counts who connects. */
async function canary(t) {
  let calls = 0;
  const server = net.createServer((socket) => {
    calls += 1;
    socket.on("error", () => {});
    socket.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address();
  return { port, url: `http://127.0.0.1:${port}/`, calls: () => calls };
}

/**
 * Whom the browser tried to reach or asked the address of, by its own log, each once. A
 * request to a host name makes no connection here, where no name is known: it stands
 * in the log as a request and as a question to the resolver, which says `~notfound`.
 */
async function reached(log) {
  const { constants, events } = JSON.parse(await readFile(log, "utf8"));
  const kinds = {
    // What needs no network (data:, blob:) has no host.
    URL_REQUEST_START_JOB: ({ url }) => url && new URL(url).host,
    HOST_RESOLVER_MANAGER_REQUEST: ({ host }) => host?.replace(/^[a-z]+:\/\//, "").toLowerCase(),
    TCP_CONNECT_ATTEMPT: ({ address }) => address,
    // A UDP socket counts once it has sent something: Chromium opens one that never does,
    // to learn whether there is IPv6.
    UDP_BYTES_SENT: ({ address }) => address ?? "an address by UDP",
  };
  const found = new Set();
  for (const [name, whom] of Object.entries(kinds)) {
    const kind = constants.logEventTypes[name];
    assert.ok(kind !== undefined, `the log knows ${name}`);
    for (const { type, params } of events) {
      // The end of an event names nobody.
      const named = type === kind && whom(params ?? {});
      if (named && named !== NOBODY) found.add(named);
    }
  }
  return [...found];
}

/** A browser that writes its network log, ended by `read`, which returns whom it reached. */
async function watched(t) {
  const log = join(await folder(t), "net.json");
  const opened = await browser(t, [`--log-net-log=${log}`]);
  const read = async () => {
    await opened.close();
    return reached(log);
  };
  return { opened, read };
}

/** What a log has to show: the page's own address, and no other. */
function onlyOwn(log, own) {
  assert.deepEqual(log, [own]);
}

const host = (url) => new URL(url).host;

test("a whole visit connects to the page's own address and to no other", async (t) => {
  const listener = await canary(t);
  const { opened, read } = await watched(t);
  const { server, page } = await desk(t, { browser: opened });

  // An article that would call home if any of it were ever a document.
  const calls = ["img src", "script src", "iframe src", "link rel=stylesheet href", "video src"]
    .map((tag) => `<${tag}="${listener.url}x"></${tag.split(" ")[0]}>`)
    .join("");
  const article = `<html><body style="background:url(${listener.url}bg)">${calls}
    <article><h1>Ferry sails</h1><p>“It sails,” said Mayor Ilse Branagh of Havenmouth.</p>
    <p><a href="${listener.url}link" ping="${listener.url}ping">Read on</a> and on and on.</p></article>
    <meta http-equiv="refresh" content="0;url=${listener.url}"></body></html>`;
  await analyse(page, article);
  for (const name of ["Quotes", "People", "Topics", "Removed"]) await tab(page, name);
  await saved(page);

  await page.reload();
  await state(page, "done");
  await analyse(page, await sample("one"));
  await exported(page, "JSON");

  onlyOwn(await read(), host(server.url));
  assert.equal(listener.calls(), 0);
});

test("the policy stops what a script on the page would send", async (t) => {
  const listener = await canary(t);
  const { page } = await desk(t);
  const outcomes = await page.evaluate(async (url) => {
    const settled = (promise) => promise.then(() => "sent", () => "stopped");
    const load = (element) =>
      new Promise((resolve, reject) => {
        element.onload = resolve;
        element.onerror = reject;
        document.body.append(element);
      });
    const image = Object.assign(document.createElement("img"), { src: `${url}img` });
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${url}css` });
    return {
      fetch: await settled(fetch(`${url}fetch`, { mode: "no-cors" })),
      image: await settled(load(image)),
      style: await settled(load(style)),
      beacon: navigator.sendBeacon(`${url}beacon`) && "queued",
      peer: typeof RTCPeerConnection,
    };
  }, listener.url);
  assert.equal(outcomes.fetch, "stopped");
  assert.equal(outcomes.image, "stopped");
  assert.equal(outcomes.style, "stopped");
  assert.equal(outcomes.peer, "undefined", "no policy covers WebRTC, so it is taken away");
  assert.equal(listener.calls(), 0);
});

test("the worker can't send either", async (t) => {
  const listener = await canary(t);
  const { page } = await desk(t);
  await analyse(page, await sample("one"));
  const worker = page.workers().find((each) => each.url().includes("worker"));
  assert.ok(worker, "the analysis runs in a worker");
  const outcome = await worker.evaluate(
    (url) => fetch(url, { mode: "no-cors" }).then(() => "sent", () => "stopped"),
    listener.url,
  );
  assert.equal(outcome, "stopped");
  assert.equal(listener.calls(), 0);
});

test("every answer of the server carries the policy", async (t) => {
  const server = await serve();
  t.after(() => server.stop());
  for (const path of ["", "sw.js", "no-such-file"]) {
    const { headers } = await fetch(server.url + path);
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of ["default-src 'none'", "connect-src 'self'", "require-trusted-types-for 'script'"]) {
      assert.ok(policy.includes(rule), `${path || "/"}: ${rule}`);
    }
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", path);
    assert.equal(headers.get("cross-origin-embedder-policy"), "require-corp", path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("referrer-policy"), "no-referrer", path);
  }
});

/** A host that no journey knows. */
const STRANGER = "leak.example";

/**
 * Leaks that the log must show, each a page of its own, and whom the log must then name
 * beside the page's own server: the canary, or a stranger and the resolver's answer.
 */
const LEAKS = {
  "a navigation": {
    page: (to) => `<script>location.href = "${to.url}"</script>`,
    named: (to) => [host(to.url)],
  },
  "an RTC connection": {
    page: (to) => relayed(host(to.url)),
    named: (to) => [host(to.url)],
  },
  "a worker's fetch under a policy in a meta tag": {
    page: (to) => `
      <meta http-equiv="Content-Security-Policy" content="connect-src 'self'; worker-src 'self'">
      <script>new Worker("/worker.js?${to.url}")</script>`,
    named: (to) => [host(to.url)],
  },
  "a fetch from a host's name": {
    page: () => `<script>fetch("http://${STRANGER}/x", { mode: "no-cors" })</script>`,
    named: () => [STRANGER, "~notfound"],
  },
  "a navigation to a host's name": {
    page: () => `<script>location.href = "http://${STRANGER}/"</script>`,
    named: () => [STRANGER, "~notfound"],
  },
  "a socket to a host's name": {
    page: () => `<script>new WebSocket("ws://${STRANGER}/")</script>`,
    named: () => [STRANGER, "~notfound"],
  },
  "an RTC connection to a host's name": {
    page: () => relayed(`${STRANGER}:3478`),
    named: () => ["~notfound:3478"],
  },
};

/** A page that asks a relay at this address for an RTC connection. */
function relayed(address) {
  return `<script>
    const peer = new RTCPeerConnection({ iceServers: [
      { urls: "turn:${address}?transport=tcp", username: "a", credential: "b" } ] });
    peer.createDataChannel("leak");
    peer.createOffer().then((offer) => peer.setLocalDescription(offer));
    </script>`;
}

for (const [name, leak] of Object.entries(LEAKS)) {
  test(`control: ${name} is caught`, async (t) => {
    const listener = await canary(t);
    const server = http.createServer((request, response) => {
      const script = request.url.startsWith("/worker.js");
      response.setHeader("content-type", script ? "text/javascript" : "text/html");
      response.end(script ? "fetch(location.search.slice(1), { mode: 'no-cors' })" : leak.page(listener));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    t.after(() => server.close());
    const own = `127.0.0.1:${server.address().port}`;

    const { opened, read } = await watched(t);
    const page = await opened.newPage();
    await page.goto(`http://${own}/`).catch(() => {});
    const hears = leak.named(listener).includes(host(listener.url));
    // What no canary hears is done in far less than this.
    for (let waited = 0; listener.calls() === 0 && waited < (hears ? 10_000 : 1500); waited += 50) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(listener.calls() > 0, hears, "the canary hears what is sent to it");
    const log = await read();
    assert.ok(log.includes(own), "the log holds the page's own connections");
    for (const whom of leak.named(listener)) assert.ok(log.includes(whom), `${whom} in ${log}`);
    assert.throws(() => onlyOwn(log, own), "so a whole visit that leaks fails");
  });
}
