// Word lists of other languages come when a document needs them, or after the first
// result, and a document that cannot have its own is read without.

import assert from "node:assert/strict";
import { cp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { DIST, analyse, articleText, desk, fixture, folder, sample, serve, state, tab } from "./desk.mjs";

const READY = { timeout: 40_000 };
const MISSING = /word lists for German could not be loaded/;

const badge = (page, words) => page.getByRole("banner").getByText(words);
const german = () => readFile(fixture("german/input.txt"), "utf8");

/** Russian letters as windows-1251 has them; what it lacks becomes a question mark. */
function windows1251(text) {
  const decoder = new TextDecoder("windows-1251");
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from(Array.from(text, (char) => bytes.get(char) ?? 63));
}

/** What German lists alone show: what a line of the page is, and that "sagte" tells who speaks. */
async function isReadAsGerman(page) {
  await page.getByRole("heading", { name: /kleinste Opernhaus/ }).first().waitFor();
  assert.match(await articleText(page), /Mehr zum Thema related link/);
  const quotes = await tab(page, "Quotes");
  const card = quotes.getByRole("article").filter({ hasText: "Wir haben kein Geld für ein großes Haus" });
  assert.match(await card.first().innerText(), /Annegret Wolfram/);
  const said = quotes.getByRole("article").filter({ hasText: "Herr Brehm schwimmt nicht" });
  assert.match(await said.first().innerText(), /Annegret Wolfram/);
}

test("after an English article everything is there to read a German one offline", async (t) => {
  const { server, page } = await desk(t);
  await page.waitForTimeout(2_500);
  assert.equal(await badge(page, "Offline ready").count(), 0, "the rest of the build was not asked for");
  await analyse(page, await sample("one"));
  await badge(page, "Offline ready").waitFor(READY);
  await server.stop();
  await assert.rejects(fetch(server.url), "the server is really gone");

  await analyse(page, await german());
  await isReadAsGerman(page);
  assert.equal(await page.getByText(MISSING).count(), 0);
  // A file in windows-1251: what guesses encodings is of the rest of the build, too.
  const russian = await readFile(fixture("russian/input.txt"), "utf8");
  await page.getByLabel("Choose a file").first().setInputFiles({
    name: "novosti.txt",
    mimeType: "text/plain",
    buffer: windows1251(russian),
  });
  await page.getByText(/windows-1251/i).first().waitFor();
  await state(page, "done");
  assert.match(await articleText(page), new RegExp(russian.match(/[а-яё]{9,}/)[0]));
  await analyse(page, await german());
  // A page that was opened without a network does as well.
  await page.reload();
  await state(page, "done");
  await isReadAsGerman(page);
});

test("a German article that comes first waits for its lists", async (t) => {
  const { page } = await desk(t);
  await analyse(page, await german());
  await isReadAsGerman(page);
  assert.equal(await page.getByText(MISSING).count(), 0);
});

test("without its lists a German article is read and says so, and again when they can be had", async (t) => {
  const dist = join(await folder(t), "dist");
  await cp(DIST, dist, { recursive: true });
  const names = ["lexicon-de.bin", "lexicon-de.bin.br"].map((name) => join(dist, name));
  for (const name of names) await rename(name, `${name}.away`);
  const { page } = await desk(t, { server: await serve(dist) });
  await analyse(page, await german());
  await page.getByText(MISSING).first().waitFor();
  assert.match(await articleText(page), /Wir haben kein Geld für ein großes Haus/, "it is read");
  assert.equal(await badge(page, "Offline ready").count(), 0, "a file of the build is not there");

  for (const name of names) await rename(`${name}.away`, name);
  await badge(page, "Offline ready").waitFor(READY);
  await page.getByText(MISSING).first().waitFor({ state: "detached" });
  await state(page, "done");
  await isReadAsGerman(page);
});

test("what is no pack is not taken for one", async (t) => {
  const dist = join(await folder(t), "dist");
  await cp(DIST, dist, { recursive: true });
  await cp(join(dist, "index.html"), join(dist, "lexicon-de.bin"));
  await rm(join(dist, "lexicon-de.bin.br"));
  const { page } = await desk(t, { server: await serve(dist) });
  await analyse(page, await german());
  await page.getByText(MISSING).first().waitFor();
});
