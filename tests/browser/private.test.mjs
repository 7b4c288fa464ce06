// Nothing leaves the device. A list of the requests that the test tool saw would
// not prove it: it holds blocked requests and misses WebRTC. So the browser's own
// network log is read and a canary listens on a second port; the controls leak on
// purpose and must be caught by both.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import { join } from "node:path";
import { test } from "node:test";

import { analyse, browser, desk, folder, sample, saved, serve, state, tab } from "./desk.mjs";

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
 * Every address that the browser tried to reach, by its own log. A UDP socket
 * counts once it has sent something: Chromium opens one that never does, to
 * learn whether there is IPv6.
 */
async function connections(log) {
  const { constants, events } = JSON.parse(await readFile(log, "utf8"));
  const { TCP_CONNECT_ATTEMPT: tcp, UDP_BYTES_SENT: udp } = constants.logEventTypes;
  assert.ok(tcp !== undefined && udp !== undefined, "the log names the events that are looked for");
  const reached = new Set();
  for (const { type, params } of events) {
    if (type === tcp && params?.address) reached.add(params.address);
    if (type === udp) reached.add(params?.address ?? "an address by UDP");
  }
  return [...reached];
}

/** A browser that writes its network log, ended by `read`, which returns the connections. */
async function watched(t) {
  const log = join(await folder(t), "net.json");
  const opened = await browser(t, [`--log-net-log=${log}`]);
  const read = async () => {
    await opened.close();
    return connections(log);
  };
  return { opened, read };
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
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^JSON/ }).click();
  await download;

  const reached = await read();
  assert.ok(reached.includes(host(server.url)), "the log holds the page's own connections");
  assert.deepEqual(reached.filter((address) => address !== host(server.url)), []);
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

/** Leaks that the witnesses must see; each is a page of its own. */
const LEAKS = {
  "a navigation": (to) => `<script>location.href = "${to.url}"</script>`,
  "an RTC connection": (to) => `<script>
    const peer = new RTCPeerConnection({ iceServers: [
      { urls: "turn:127.0.0.1:${to.port}?transport=tcp", username: "a", credential: "b" } ] });
    peer.createDataChannel("leak");
    peer.createOffer().then((offer) => peer.setLocalDescription(offer));
    </script>`,
  "a worker's fetch under a policy in a meta tag": (to) => `
    <meta http-equiv="Content-Security-Policy" content="connect-src 'self'; worker-src 'self'">
    <script>new Worker("/worker.js?${to.url}")</script>`,
};

for (const [name, leak] of Object.entries(LEAKS)) {
  test(`control: ${name} is caught`, async (t) => {
    const listener = await canary(t);
    const server = http.createServer((request, response) => {
      const script = request.url.startsWith("/worker.js");
      response.setHeader("content-type", script ? "text/javascript" : "text/html");
      response.end(script ? "fetch(location.search.slice(1), { mode: 'no-cors' })" : leak(listener));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    t.after(() => server.close());

    const { opened, read } = await watched(t);
    const page = await opened.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`).catch(() => {});
    for (let waited = 0; listener.calls() === 0 && waited < 10_000; waited += 50) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(listener.calls() > 0, "the canary heard it");
    assert.ok((await read()).includes(host(listener.url)), "the browser's log has it");
  });
}
