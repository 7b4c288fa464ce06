// What the user did is kept: on a full disk, a dead one, a broken one, in two
// tabs, and while they type. "Saved" is said of nothing that is not on the disk.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { analyse, articleText, browser, desk, folder, profile, sample, saved, serve, state, tab } from "./desk.mjs";

/** Every text on the disk, whatever the stores are called. */
function texts() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("verbatim");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const names = [...database.objectStoreNames];
      if (names.length === 0) return resolve([]);
      const transaction = database.transaction(names);
      const all = names.map((name) => transaction.objectStore(name).getAll());
      transaction.oncomplete = () => {
        database.close();
        resolve(all.flatMap(({ result }) => result.map(({ source }) => source?.text)));
      };
    };
  });
}

/** Puts a record where the first builds had the only one. */
async function seed(page, url, record) {
  // A page of the same origin that opens no database.
  await page.goto(`${url}sw.js`);
  await page.evaluate(
    (record) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("verbatim", 1);
        request.onerror = () => reject(request.error);
        request.onupgradeneeded = () => request.result.createObjectStore("desk");
        request.onsuccess = () => {
          const transaction = request.result.transaction("desk", "readwrite");
          transaction.objectStore("desk").put(record, "current");
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
    record,
  );
}

const TEXT = `Ferry sails after all

“It sails,” said Mayor Ilse Branagh of Havenmouth. The council met on Monday and spoke of little else all day.

The boat is an old one, and it is slow, and nobody in the town would want another one.
`;
const EARLIEST = {
  version: 1,
  source: { text: TEXT, format: "text", name: undefined, notice: undefined },
  overrides: [{ span: { start: 139, end: 225 }, keep: false }],
};

/** What the first builds wrote, as the browser had it. */
const SAVED = {
  "in the earliest shape": EARLIEST,
  "with corrections": {
    ...EARLIEST,
    source: { ...EARLIEST.source, name: "ferry.txt", notice: "Some bytes of “ferry.txt” are not valid UTF-8." },
    corrections: [
      { kind: "confirm", place: { start: 26, end: 35 }, with: { start: 44, end: 62 }, name: undefined, every: false },
    ],
    threshold: 10,
  },
};

const banner = (page, words) => page.getByRole("list", { name: "Notices" }).getByText(words);
const badge = (page, words) => page.getByRole("banner").getByText(words).first();
const box = (page) => page.getByRole("textbox", { name: "Article text" });

/** A text that a `download` event's file holds. */
async function downloaded(page, click) {
  const event = page.waitForEvent("download");
  await click();
  return readFile(await (await event).path(), "utf8");
}

test("on a full disk the page says so, keeps the work and offers it as a file", async (t) => {
  const server = await serve();
  t.after(() => server.stop());
  const path = await folder(t);
  const before = await profile(t, path);
  const first = await before.newPage();
  await first.goto(server.url);
  await state(first, "empty");
  await analyse(first, await sample("one"));
  await saved(first);
  await before.close();

  // Chromium asks only now and then how much is left, so the quota is set before it
  // asks for the first time.
  const context = await profile(t, path);
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  const origin = new URL(server.url).origin;
  await protocol.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await page.goto(server.url);
  await state(page, "done");
  await page.evaluate(() => {
    window.said = [];
    const badge = document.querySelector(".badge");
    new MutationObserver(() => window.said.push(badge.innerText)).observe(badge, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });

  await analyse(page, await sample("two"));
  await banner(page, /the disk is full/).waitFor({ timeout: 2_000 });
  await badge(page, /in memory/).waitFor();
  await page.waitForTimeout(500);
  const said = await page.evaluate(() => window.said);
  assert.deepEqual(said.filter((words) => /saved/.test(words)), [], "saved is said of nothing that is not");
  const report = await downloaded(page, () => page.getByRole("button", { name: "Export it" }).click());
  assert.match(JSON.parse(report).document.text, /Moss on the roof/);

  // What is older comes back, but not as if it were the newest.
  await page.reload();
  await state(page, "done");
  assert.match(await articleText(page), /night ferry/);
  await banner(page, /What you did last could not be saved. This is how it stood at \d\d:\d\d/).waitFor();

  // With room again the next change is saved, and the page says so.
  await protocol.send("Storage.overrideQuotaForOrigin", { origin });
  await analyse(page, await sample("three"));
  await saved(page);
  await page.reload();
  await state(page, "done");
  assert.match(await articleText(page), /Kestrel Vale/);
  assert.equal(await banner(page, /could not be saved/).count(), 0);
});

test("what is typed is on the disk 300 ms later, also while typing goes on", async (t) => {
  const { page } = await desk(t);
  await box(page).click();
  await page.evaluate(`window.onDisk = ${texts}; 0`);
  const watched = page.evaluate(async () => {
    const area = document.querySelector("textarea");
    const late = [];
    for (let round = 0; round < 10; round += 1) {
      const had = area.value;
      await new Promise((resolve) => setTimeout(resolve, 300));
      const there = await window.onDisk();
      if (had !== "" && !there.some((text) => text?.startsWith(had))) late.push([had, there]);
    }
    return late;
  });
  await page.keyboard.type("“It sails,” said the mayor. The ferry sails, and sails again. ", { delay: 50 });
  assert.deepEqual(await watched, []);
});

test("what was typed last is written when the page goes away", async (t) => {
  const { page } = await desk(t);
  await box(page).click();
  await page.keyboard.type("Two ");
  await page.waitForTimeout(400);
  // The second letter comes too soon after the first to be written by itself, and
  // the page is left in the same moment.
  await page.evaluate(() => {
    const area = document.querySelector("textarea");
    for (const letter of ["w", "o", "r", "d", "s"]) {
      area.value += letter;
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  });
  await page.evaluate(() => {
    const area = document.querySelector("textarea");
    area.value += "!";
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    queueMicrotask(() => queueMicrotask(() => location.reload()));
  });
  await page.waitForFunction(() => document.querySelector("textarea")?.value === "Two words!");
  assert.equal(await box(page).inputValue(), "Two words!");
});

test("of two tabs one writes, the other shows it and says so, and either can take over", async (t) => {
  const { server, context, page: one } = await desk(t);
  await analyse(one, await sample("one"));
  await saved(one);
  const two = await context.newPage();
  await two.goto(server.url);
  await state(two, "done");
  await banner(two, /open in another tab, which saves it/).waitFor();
  await badge(two, /saved in another tab/).waitFor();
  const removed = async (page) => Number((await page.getByRole("tab", { name: /^Removed/ }).innerText()).match(/\d+/)[0]);
  const reaches = (page, count) => page.getByRole("tab", { name: new RegExp(`^Removed\\s*${count}$`) }).waitFor();
  const cut = async (page) => {
    await page.bringToFront();
    await page.getByRole("button", { name: /^Cut: / }).last().click();
  };
  const before = await removed(one);

  // Changes reach the other tab, which can't make any.
  await cut(one);
  await reaches(one, before + 1);
  await reaches(two, before + 1);
  await cut(two);
  await two.waitForTimeout(500);
  assert.deepEqual([await removed(one), await removed(two)], [before + 1, before + 1]);

  // The other takes over, and the first one shows it.
  await two.getByRole("button", { name: "Work on it here" }).click();
  await badge(two, /saved \d\d:\d\d/).waitFor();
  await banner(one, /open in another tab, which saves it/).waitFor();
  await cut(two);
  await reaches(two, before + 2);
  await reaches(one, before + 2);
  await saved(two);

  // The one that is left goes on.
  await two.close();
  await badge(one, /saved \d\d:\d\d/).waitFor();
  assert.equal(await banner(one, /open in another tab/).count(), 0);
  await cut(one);
  await reaches(one, before + 3);
  await saved(one);
  await one.reload();
  await state(one, "done");
  await reaches(one, before + 3);
});

test("another article in a second tab replaces nothing", async (t) => {
  const { server, context, page: one } = await desk(t);
  await analyse(one, await sample("one"));
  await saved(one);
  const two = await context.newPage();
  await two.goto(server.url);
  await state(two, "done");
  await analyse(two, await sample("two"));
  await badge(two, /saved \d\d:\d\d/).waitFor();
  assert.deepEqual((await one.evaluate(texts)).sort(), [await sample("one"), await sample("two")].sort());
  await one.close();
  await two.reload();
  await state(two, "done");
  assert.match(await articleText(two), /Moss on the roof/);
  const three = await context.newPage();
  await three.goto(server.url);
  await state(three, "done");
  assert.match(await articleText(three), /night ferry/);
  assert.equal(await banner(three, /open in another tab/).count(), 0, "nobody else works on this one");
});

test("what a tab that hangs has not saved is kept beside what is done elsewhere", { timeout: 60_000 }, async (t) => {
  const { server, context, page: one } = await desk(t);
  await analyse(one, await sample("one"));
  await saved(one);
  const two = await context.newPage();
  await two.goto(server.url);
  await state(two, "done");
  const hung = one.evaluate(() => {
    [...document.querySelectorAll("button")].find((button) => button.ariaLabel?.startsWith("Cut: ")).click();
    for (const end = performance.now() + 6_000; performance.now() < end; );
  });
  await two.getByRole("button", { name: "Work on it here" }).click();
  await badge(two, /saved \d\d:\d\d/).waitFor({ timeout: 5_000 });
  await two.getByRole("button", { name: /^Cut: / }).last().click();
  await saved(two);
  await hung;
  await banner(one, /Yours is kept beside it/).waitFor();
  await saved(one);
  assert.equal((await two.evaluate(texts)).length, 2);
});

test("what is removed in one tab is gone in the other", async (t) => {
  const { server, context, page: one } = await desk(t);
  await analyse(one, await sample("one"));
  await saved(one);
  const two = await context.newPage();
  await two.goto(server.url);
  await state(two, "done");
  await one.bringToFront();
  await one.getByRole("button", { name: "Settings" }).click();
  await one.getByRole("button", { name: "Remove this article from the device" }).click();
  await banner(two, /removed from this device in another tab/).waitFor();
  await state(two, "empty");
  await two.waitForTimeout(600);
  assert.deepEqual(await two.evaluate(texts), []);
});

test("a storage that never answers is given up, and the work goes on in memory", async (t) => {
  const server = await serve();
  const opened = await browser(t);
  const context = await opened.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => ({});
  });
  t.after(() => server.stop());
  const page = await context.newPage();
  await page.goto(server.url);
  await state(page, "empty");
  await banner(page, /Nothing can be saved on this device \(the browser’s storage does not answer\)/).waitFor({ timeout: 3_500 });
  await analyse(page, await sample("one"));
  await badge(page, /in memory/).waitFor();
  assert.match(await articleText(page), /night ferry/);
});

test("what can't be read is put aside, can be downloaded, and saving goes on", async (t) => {
  const server = await serve();
  const context = await (await browser(t)).newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  t.after(() => server.stop());
  const page = await context.newPage();
  await seed(page, server.url, { version: 99, secret: "of a later build" });
  await page.goto(server.url);
  await state(page, "empty");
  await banner(page, /1 article that was saved here can’t be read .* what you do now is saved as ever/).waitFor();
  await analyse(page, await sample("one"));
  await saved(page);
  // It is offered until it is taken.
  await page.reload();
  await state(page, "done");
  const file = await downloaded(page, () => page.getByRole("button", { name: "Download" }).click());
  assert.match(file, /of a later build/);
  await banner(page, /can’t be read/).waitFor({ state: "detached" });
  await page.reload();
  await state(page, "done");
  await page.waitForTimeout(300);
  assert.equal(await banner(page, /can’t be read/).count(), 0);
});

test("another tab with an older version holds up nothing without a word", async (t) => {
  const server = await serve();
  const context = await (await browser(t)).newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  t.after(() => server.stop());
  const old = await context.newPage();
  await seed(old, server.url, SAVED["in the earliest shape"]);
  await old.evaluate(
    () =>
      new Promise((resolve) => {
        // Kept open, as the first builds did.
        window.request = indexedDB.open("verbatim", 1);
        window.request.onsuccess = resolve;
      }),
  );
  const next = await context.newPage();
  await next.goto(server.url);
  await banner(next, /Another tab has an older version/).waitFor();
  await analyse(next, await sample("one"));
  await old.close();
  await saved(next);
  assert.equal(await banner(next, /Another tab|Nothing can be saved/).count(), 0);
});

test("a newer version is not held up, and is told of", async (t) => {
  const { page } = await desk(t);
  await analyse(page, await sample("one"));
  await saved(page);
  const opened = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open("verbatim", 1_000);
        request.onsuccess = () => resolve("opened");
        setTimeout(() => resolve("held up"), 2_000);
      }),
  );
  assert.equal(opened, "opened");
  await banner(page, /a newer version of this page is open in another tab/).waitFor();
  await badge(page, /in memory/).waitFor();
});

for (const [name, record] of Object.entries(SAVED)) {
  test(`what an earlier build saved comes back: ${name}`, async (t) => {
    const server = await serve();
    t.after(() => server.stop());
    const page = await (await browser(t)).newPage();
    await seed(page, server.url, record);
    await page.goto(server.url);
    await state(page, "done");
    assert.match(await articleText(page), /It sails/);
    await saved(page);
    await tab(page, "Removed");
    await page.getByText("Cut by you").waitFor();
    if (record.corrections) {
      await tab(page, "Quotes");
      await page.getByText("confirmed by you").waitFor();
    }
    assert.deepEqual(await page.evaluate(texts), [record.source.text]);
  });
}
