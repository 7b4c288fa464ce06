// The page works with the server gone, and a new build waits to be asked in.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { DIST, analyse, desk, folder, sample, saved, serve, state } from "./desk.mjs";

/** The rest of the build is fetched after a first result. */
async function ready(page) {
  if ((await page.locator('main[data-state="empty"]').count()) > 0) {
    await analyse(page, await sample("one"));
  }
  await page.getByRole("banner").getByText("Offline ready").waitFor({ timeout: 20_000 });
}

test("a reload works with the server stopped, and so does an analysis", async (t) => {
  const { server, page } = await desk(t);
  await ready(page);
  await server.stop();
  await assert.rejects(fetch(server.url), "the server is really gone");

  await page.reload();
  await state(page, "done");
  await analyse(page, await sample("two"));
  await page.getByRole("heading", { name: /Moss on the roof/ }).first().waitFor();
  await saved(page);

  // What was on the desk is there again, without a server still.
  await page.reload();
  await state(page, "done");
  await page.getByRole("heading", { name: /Moss on the roof/ }).first().waitFor();
});

test("without a visit before, a stopped server gives no page", async (t) => {
  const { server, browser } = await desk(t);
  await server.stop();
  const page = await (await browser.newContext()).newPage();
  await assert.rejects(page.goto(server.url), /ERR_CONNECTION_REFUSED/);
});

test("every answer out of the cache carries the policy", async (t) => {
  const { server, page } = await desk(t);
  await ready(page);
  await server.stop();
  const reloaded = await page.reload();
  assert.ok(reloaded.fromServiceWorker());
  assert.match((await reloaded.allHeaders())["content-security-policy"] ?? "", /default-src 'none'/);
});

/** Makes another build out of a copy of one: a new title, and its hash in the service worker. */
async function nextBuild(dist) {
  const page = join(dist, "index.html");
  const worker = join(dist, "sw.js");
  const before = await readFile(page, "utf8");
  const after = before.replace("<title>Verbatim</title>", "<title>Verbatim, next</title>");
  assert.notEqual(after, before, "the page has the title that this test changes");
  const hash = (text, algorithm) => createHash(algorithm).update(text).digest("base64");
  let script = await readFile(worker, "utf8");
  for (const algorithm of ["sha256", "sha384", "sha512"]) {
    script = script.replaceAll(hash(before, algorithm), hash(after, algorithm));
  }
  const named = script.replace(/const BUILD = "([^"]+)"/, 'const BUILD = "$1-next"');
  assert.notEqual(named, script, "the service worker names its build");
  await writeFile(page, after);
  await writeFile(worker, named);
  // What was compressed beforehand is of the build before.
  await Promise.all([`${page}.br`, `${worker}.br`].map((path) => rm(path, { force: true })));
}

test("a new build waits, the user is asked, and then it takes over", async (t) => {
  const dist = join(await folder(t), "dist");
  await cp(DIST, dist, { recursive: true });
  const { page } = await desk(t, { server: await serve(dist) });
  await ready(page);
  await analyse(page, await sample("three"));
  await saved(page);

  await nextBuild(dist);
  await page.evaluate(() => navigator.serviceWorker.ready.then((worker) => worker.update()));
  await page.getByText("A new version is ready.").first().waitFor();
  assert.equal(await page.title(), "Verbatim", "nothing was changed under the user's hands");
  await page.reload();
  await state(page, "done");
  assert.equal(await page.title(), "Verbatim", "a reload alone does not mix two builds");

  await page.getByText("A new version is ready.").first().waitFor();
  await page.getByRole("button", { name: "Reload" }).click();
  await page.waitForFunction(() => document.title === "Verbatim, next");
  await state(page, "done");
  await page.getByRole("heading", { name: /Village club|Kestrel Vale 2/ }).first().waitFor();
  const caches = await page.evaluate(async () => (await window.caches.keys()).length);
  assert.equal(caches, 1, "the old build's files are gone");
});
