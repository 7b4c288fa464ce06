// Files as they come: in any encoding, damaged, cut short, or no text at all.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { DIST, analyse, articleText, desk, fixture, sample, saved, state } from "./desk.mjs";

/** Gives the page a file, as the button does. */
async function open(page, name, bytes) {
  const buffer = Buffer.from(bytes);
  await page.locator('input[type="file"]').first().setInputFiles({ name, mimeType: "", buffer });
}

/** `text` in an encoding of one byte to a letter; the decoder's own table, turned round. */
function encoded(text, encoding) {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(text, (letter) => bytes.get(letter) ?? "?".charCodeAt(0));
}

/** What is said at the article's head of how it was read. */
const notes = (page) => page.getByRole("list", { name: "Notices on this text" });
/** What the page tells of the last step. */
const told = (page, words) => page.getByRole("list", { name: "Notices", exact: true }).getByText(words);

const readAs = (page) => page.getByRole("combobox", { name: "Read as" });

test("a file's encoding is guessed, shown, changed and changed back", async (t) => {
  const { page } = await desk(t);
  const russian = await readFile(fixture("russian/input.txt"), "utf8");
  const words = russian.split(/\s+/).find((word) => /^[а-я]{6,}$/.test(word));
  await open(page, "статья.txt", encoded(russian, "windows-1251"));
  await state(page, "done");
  assert.ok((await articleText(page)).includes(words), "it is read right");
  assert.match(await notes(page).innerText(), /guess.*windows-1251/);
  assert.equal(await readAs(page).inputValue(), "windows-1251");

  await readAs(page).focus();
  await readAs(page).selectOption("KOI8-R");
  await page.waitForFunction((word) => !document.querySelector("#article").innerText.includes(word), words);
  assert.match(await notes(page).innerText(), /as you said, as KOI8-R/);
  assert.equal(await readAs(page).inputValue(), "KOI8-R");
  assert.equal(await page.evaluate(() => document.activeElement.id), "read-as", "the focus stays");

  await page.keyboard.press("Control+z");
  await page.waitForFunction((word) => document.querySelector("#article").innerText.includes(word), words);
  assert.equal(await readAs(page).inputValue(), "windows-1251");

  // The bytes are on the disk, too: another day it can be changed as well.
  await saved(page);
  await page.reload();
  await state(page, "done");
  await readAs(page).selectOption("IBM866");
  await page.waitForFunction((word) => !document.querySelector("#article").innerText.includes(word), words);
});

test("UTF-8 with a bad byte stays UTF-8, and so does UTF-8 cut inside a letter", async (t) => {
  const { page } = await desk(t);
  const german = await readFile(fixture("german/input.txt"));
  const word = german.toString().split(/\s+/).find((each) => /^\p{L}*[äöü]\p{L}*$/u.test(each));
  const bad = Buffer.from(german);
  bad[german.indexOf(" ", german.length / 2)] = 0xff;
  await open(page, "bad.txt", bad);
  await state(page, "done");
  assert.ok((await articleText(page)).includes(word), word);
  assert.match(await notes(page).innerText(), /UTF-8 but for bytes in 1 place/);

  let end = german.length;
  while (german[end - 1] < 0x80) end -= 1;
  await open(page, "cut.txt", german.subarray(0, end - 1));
  await notes(page).getByText(/ends in the middle of a letter/).waitFor();
  await state(page, "done");
  assert.ok((await articleText(page)).includes(word), word);
});

test("what is no text is refused by what it is, and the desk stays as it was", async (t) => {
  const { page } = await desk(t);
  await analyse(page, await sample("one"));
  const zip = (name) =>
    Buffer.concat([Buffer.from("PK\x03\x04" + "\0".repeat(22) + "\x11\0\0\0", "latin1"), Buffer.from(name)]);
  const article = await sample("two");
  for (const [name, bytes, is] of [
    ["article.txt", `%PDF-1.4\n${article}`, /“article.txt” is a PDF document.*copy the text/],
    ["article.html", zip("word/document.xml"), /“article.html” is a Word document/],
    ["article", zip("article.txt"), /“article” is a ZIP archive.*Unpack it/],
    ["photo.txt", Buffer.from("\x89PNG\r\n\x1a\n" + "IHDR words ".repeat(200), "latin1"), /“photo.txt” is a picture \(PNG\)/],
    ["program.txt", Buffer.from("\x7fELF\x02\x01\x01 words", "latin1"), /“program.txt” is a program/],
  ]) {
    await open(page, name, bytes);
    await told(page, is).waitFor();
    await told(page, /Nothing was changed/).waitFor();
    assert.match(await articleText(page), /night ferry/);
    await page.getByRole("button", { name: "Dismiss" }).first().click();
  }
});

test("a report of ours is known and not read as an article", async (t) => {
  const { page } = await desk(t);
  await analyse(page, await sample("one"));
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("button", { name: /^JSON/ }).click();
  const report = await readFile(await (await download).path());
  await open(page, "notes.txt", report);
  await told(page, /Verbatim's own report of “.*night ferry.*Open the article itself/).waitFor();
  assert.match(await articleText(page), /night ferry/);
});

test("the page's own programs know no encodings; the one that does comes when it is needed", async (t) => {
  // What the letters from 0x80 on are in windows-1251, as the tables have it.
  const table = Buffer.from(new Uint16Array([0x402, 0x403, 0x201a, 0x453, 0x201e, 0x2026, 0x2020, 0x2021]).buffer);
  const tables = [];
  for (const name of await readdir(DIST)) {
    if (!/\.(wasm|js)$/.test(name)) continue;
    if ((await readFile(join(DIST, name))).includes(table)) tables.push(name);
  }
  assert.deepEqual(tables, ["verbatim-charsets_bg.wasm"]);

  const { page } = await desk(t, { context: { serviceWorkers: "block" } });
  const fetched = [];
  page.on("request", (request) => fetched.push(request.url()));
  await analyse(page, await sample("one"));
  await open(page, "utf-8.txt", "Zoë Ellison, the mayor, said: “It stays.”");
  await page.getByRole("region", { name: "Article", exact: true }).getByText("It stays").first().waitFor();
  assert.ok(!fetched.some((url) => url.includes("charsets")), fetched.join("\n"));
  await open(page, "latin.txt", encoded("Le café de Montclair rouvrira à Noël, a dit le maire.", "windows-1252"));
  await notes(page).getByText(/read as windows-1252/).waitFor();
  assert.ok(fetched.some((url) => url.includes("charsets_bg.wasm")), fetched.join("\n"));
});

test("where the guess can't be had, this is said and the encoding can be named", async (t) => {
  const { page, context } = await desk(t, { context: { serviceWorkers: "block" } });
  await context.route("**/verbatim-charsets*", (route) => route.abort());
  const text = "Мэр города сказала, что мост откроют весной, и поблагодарила рабочих.";
  await open(page, "a.txt", encoded(text, "windows-1251"));
  await state(page, "done");
  assert.match(await notes(page).innerText(), /could not be loaded, so it was read as windows-1252/);
  await readAs(page).selectOption("windows-1251");
  await page.waitForFunction(() => document.querySelector("#article").innerText.includes("мост откроют весной"));

  // What a page declares needs no guess.
  await open(page, "b.html", encoded(`<html><meta charset=koi8-r><p>${text}`, "koi8-r"));
  await notes(page).getByText(/as the page declares, KOI8-R/).waitFor();
  assert.match(await articleText(page), /мост откроют весной/);
});
