// What the user knows better: who says a quote, who is who, what is no quote. Each
// correction is kept with the article, holds in a new analysis, and can be undone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { analyse, desk, exported, sample, saved, state, tab, violations } from "./desk.mjs";

const MUSEUM = "A city that stops at midnight";
const DOCK = "We are burning the dock";
const RIVER = "I do not ask you to love the ferry";

/** The page with the first sample and its quotes. */
async function opened(t, options) {
  const { page } = await desk(t, options);
  await analyse(page, await sample("one"));
  return { page, quotes: await tab(page, "Quotes") };
}

const card = (page, words) => page.getByRole("article", { name: /^Quote \d/ }).filter({ hasText: words }).first();

/** The name under a quote. */
const speaker = (page, words) => card(page, words).locator(".who > b").innerText();

/** Waits until a quote has this name under it. */
async function saidBy(page, words, name) {
  await card(page, words).locator(".who > b").filter({ hasText: name }).waitFor();
}

/** The entry of a name in the People tab. */
const entry = (page, name) =>
  page.getByRole("listitem").filter({ has: page.locator(".who > b", { hasText: new RegExp(`^${name}$`) }) });

const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.id ?? "");

const change = (page, words) => card(page, words).getByRole("button", { name: /^Change speaker/ });

test("the speaker is set by mouse: somebody of the article, another name, nobody, as found", async (t) => {
  const { page } = await opened(t);
  await saidBy(page, MUSEUM, "Ilse Branagh");
  await change(page, MUSEUM).click();
  const editor = page.getByRole("group", { name: /^Speaker of quote/ });
  await editor.getByRole("button", { name: /Desmond Achterberg/ }).click();
  await saidBy(page, MUSEUM, "Desmond Achterberg");
  await editor.waitFor({ state: "detached" });
  await card(page, MUSEUM).getByText("speaker set by you").waitFor();
  await card(page, MUSEUM).getByText("You set this speaker.").waitFor();

  await change(page, MUSEUM).click();
  await editor.getByLabel("Who says it?").fill("Ola Brandt");
  await editor.getByRole("button", { name: /Use “Ola Brandt”/ }).click();
  await saidBy(page, MUSEUM, "Ola Brandt");

  await change(page, MUSEUM).click();
  await editor.getByRole("button", { name: "Nobody named" }).click();
  await saidBy(page, MUSEUM, "Speaker not named");

  await change(page, MUSEUM).click();
  await editor.getByRole("button", { name: "As found in the text" }).click();
  await saidBy(page, MUSEUM, "Ilse Branagh");
  assert.equal(await card(page, MUSEUM).getByText("by you").count(), 0);
});

test("the speaker is set by keyboard, and the focus stays with the quote", async (t) => {
  const { page } = await opened(t);
  await page.keyboard.press("j");
  assert.equal(await speaker(page, MUSEUM), "Ilse Branagh");
  await page.keyboard.press("e");
  await page.getByLabel("Who says it?").waitFor();
  await page.keyboard.press("Escape");
  await page.getByLabel("Who says it?").waitFor({ state: "detached" });
  assert.match(await focused(page), /^Change speaker of quote 1/);

  await page.keyboard.press("e");
  await page.keyboard.type("achter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await saidBy(page, MUSEUM, "Desmond Achterberg");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label")?.startsWith("Change speaker of quote 1"));

  await page.keyboard.press("e");
  await page.keyboard.type("Ola Brandt");
  await page.keyboard.press("Enter");
  await saidBy(page, MUSEUM, "Ola Brandt");
  await page.getByRole("status").getByText("is said by “Ola Brandt”").waitFor();

  await page.keyboard.press("Control+z");
  await saidBy(page, MUSEUM, "Desmond Achterberg");
  await page.keyboard.press("Control+z");
  await saidBy(page, MUSEUM, "Ilse Branagh");
  await page.keyboard.press("Control+Shift+z");
  await saidBy(page, MUSEUM, "Desmond Achterberg");
});

test("all quotes of a speaker are given to another at once", async (t) => {
  const { page } = await opened(t);
  await change(page, DOCK).click();
  const editor = page.getByRole("group", { name: /^Speaker of quote/ });
  await editor.getByLabel(/^Also the \d+ other quotes? by Desmond Achterberg/).check();
  await editor.getByRole("button", { name: /Ilse Branagh/ }).click();
  await saidBy(page, DOCK, "Ilse Branagh");
  await saidBy(page, "That I will take the ferry home tonight", "Ilse Branagh");
  const people = await tab(page, "People");
  await entry(page, "Ilse Branagh").getByText("merged by you").waitFor();
  assert.equal(await people.locator(".who > b", { hasText: /^Desmond Achterberg$/ }).count(), 0);
});

test("a quote is confirmed and rejected, by key and by mouse", async (t) => {
  const { page } = await opened(t);
  const count = async () => Number((await page.getByRole("tab", { name: /^Quotes/ }).innerText()).match(/\d+/)[0]);
  const before = await count();
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await card(page, MUSEUM).getByText("confirmed by you").waitFor();
  assert.equal(await count(), before);
  await page.keyboard.press("c");
  await card(page, MUSEUM).getByText("confirmed by you").waitFor({ state: "detached" });

  await page.keyboard.press("x");
  await card(page, MUSEUM).getByText("rejected by you").waitFor();
  assert.equal(await count(), before - 1);
  assert.match(await focused(page), /^Quote 1, rejected/);
  await card(page, MUSEUM).getByRole("button", { name: "Take back" }).click();
  await card(page, MUSEUM).getByText("rejected by you").waitFor({ state: "detached" });
  assert.equal(await count(), before);

  await card(page, DOCK).getByRole("button", { name: "Confirm" }).click();
  await card(page, DOCK).getByText("confirmed by you").waitFor();
  await card(page, DOCK).getByRole("button", { name: "Reject" }).click();
  await card(page, DOCK).getByText("rejected by you").waitFor();
  await page.keyboard.press("Control+z");
  await card(page, DOCK).getByText("confirmed by you").waitFor();
});

test("single keys correct nothing when they are switched off", async (t) => {
  const { page } = await opened(t);
  await page.keyboard.press("j");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel("Single-key shortcuts").uncheck();
  await page.keyboard.press("Escape");
  for (const key of ["e", "c", "x"]) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  assert.equal(await page.getByLabel("Who says it?").count(), 0);
  assert.equal(await page.getByText(/(confirmed|rejected) by you/).count(), 0);
});

test("names are merged, split off and given anew, and all of it is undone", async (t) => {
  const { page } = await opened(t);
  await tab(page, "People");
  const names = async () => (await page.getByRole("tabpanel").locator(".entities .who > b").allInnerTexts()).sort();
  const before = await names();
  const said = await entry(page, "Ilse Branagh").innerText();
  assert.match(said, /\d+ quotes?, \d+ words/);

  await entry(page, "Ilse Branagh").getByRole("button", { name: /^Edit/ }).click();
  const editor = page.getByRole("group", { name: /^Edit/ });
  assert.match(await focused(page), /^name-\d+$/, "the caret stands in the name");
  await editor.getByLabel("Name").fill("Ilse B. Branagh");
  await editor.getByRole("button", { name: "Save" }).click();
  await entry(page, "Ilse B. Branagh").getByText("named by you").waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Edit: Ilse B. Branagh");

  await page.keyboard.press("Enter");
  await editor.getByLabel("Is the same as").fill("corrig");
  await editor.getByLabel("Is the same as").press("Enter");
  await entry(page, "Ilse B. Branagh").getByText("merged by you").waitFor();
  assert.match(await entry(page, "Ilse B. Branagh").innerText(), /Wenna Corrigan/);

  await entry(page, "Ilse B. Branagh").getByRole("button", { name: /^Edit/ }).click();
  await editor.getByRole("button", { name: "Is someone else: “Wenna Corrigan”" }).click();
  await entry(page, "Wenna Corrigan").getByText("set apart by you").waitFor();
  await page.getByRole("heading", { name: /^Your corrections/ }).waitFor();

  const quotes = await tab(page, "Quotes");
  await saidBy(page, MUSEUM, "Ilse B. Branagh");
  await quotes.waitFor();
  await tab(page, "People");
  for (let step = 0; step < 3; step += 1) {
    await page.keyboard.press("Control+z");
    await state(page, "done");
  }
  await page.getByRole("heading", { name: /^Your corrections/ }).waitFor({ state: "detached" });
  assert.deepEqual(await names(), before);
  assert.equal(await entry(page, "Ilse Branagh").innerText(), said);
});

test("one mention is told apart from the others", async (t) => {
  const { page } = await opened(t);
  await tab(page, "People");
  const achterberg = entry(page, "Desmond Achterberg");
  await achterberg.getByRole("button", { name: /^Show in text: Desmond/ }).click();
  await achterberg.getByRole("button", { name: /^Edit/ }).click();
  // The first one is by the full name; a pronoun can't be told apart, its quote can.
  await page.getByRole("button", { name: /^Is someone else: mention 1 of \d+, “Councillor Desmond/ }).click();
  await page.getByText("set apart by you").waitFor();
  await entry(page, "Achterberg").waitFor();
});

test("corrections hold after a reload, and in a new analysis", async (t) => {
  const { page } = await opened(t);
  await change(page, RIVER).click();
  await page.getByLabel("Who says it?").fill("Ola Brandt");
  await page.getByLabel("Who says it?").press("Enter");
  await saidBy(page, RIVER, "Ola Brandt");
  await card(page, DOCK).getByRole("button", { name: "Reject" }).click();
  await card(page, DOCK).getByText("rejected by you").waitFor();
  await saved(page);
  await page.reload();
  await state(page, "done");
  await saidBy(page, RIVER, "Ola Brandt");
  await card(page, DOCK).getByText("rejected by you").waitFor();

  // A restored line is a new analysis of another text.
  const removed = await tab(page, "Removed");
  await removed.getByRole("button", { name: /^Restore: READ MORE/ }).click();
  await removed.getByText("Restored by you").waitFor();
  await tab(page, "Quotes");
  await saidBy(page, RIVER, "Ola Brandt");
  await card(page, DOCK).getByText("rejected by you").waitFor();

  // Undo does not reach beyond the reload; the list does.
  const people = await tab(page, "People");
  await people.getByRole("button", { name: /^Take back: .*is said by “Ola Brandt”/ }).click();
  await people.getByRole("button", { name: /is said by “Ola Brandt”/ }).waitFor({ state: "detached" });
  await tab(page, "Quotes");
  await card(page, RIVER).getByText("by you").waitFor({ state: "detached" });
});

test("a correction whose words are cut is told of, kept, and fits again when they are back", async (t) => {
  const { page } = await opened(t);
  const words = "You pay for the crossing";
  await change(page, words).click();
  await page.getByLabel("Who says it?").fill("Ola Brandt");
  await page.getByLabel("Who says it?").press("Enter");
  await saidBy(page, words, "Ola Brandt");
  const line = page.getByRole("region", { name: "Article", exact: true }).locator(".row", { hasText: words });
  await line.hover();
  await line.getByRole("button", { name: /^Cut: / }).click();
  const notice = page.getByRole("list", { name: "Notices on this text" }).getByText("A correction of yours does not fit");
  await notice.waitFor();
  const people = await tab(page, "People");
  await people.getByText("fits nothing now").waitFor();
  await page.keyboard.press("Control+z");
  await notice.waitFor({ state: "detached" });
  await tab(page, "Quotes");
  await saidBy(page, words, "Ola Brandt");
});

test("JSON and Markdown say what was corrected", async (t) => {
  const { page } = await opened(t);
  await change(page, MUSEUM).click();
  await page.getByLabel("Who says it?").fill("Ola Brandt");
  await page.getByLabel("Who says it?").press("Enter");
  await saidBy(page, MUSEUM, "Ola Brandt");
  await card(page, DOCK).getByRole("button", { name: "Reject" }).click();
  await card(page, DOCK).getByText("rejected by you").waitFor();
  const report = JSON.parse(await exported(page, "JSON"));
  assert.equal(report.corrections.length, 2);
  const quote = report.quotes.find(({ text }) => text.includes(MUSEUM));
  assert.deepEqual([quote.speaker.name, quote.by_user, quote.confidence], ["Ola Brandt", ["speaker"], 1]);
  assert.deepEqual(report.quotes.find(({ text }) => text.includes(DOCK)).by_user, ["rejected"]);
  const markdown = await exported(page, "Markdown");
  assert.match(markdown, /— Ola Brandt \(direct, speaker set by you\)/);
  assert.ok(!markdown.includes(`> “${DOCK}`), "rejected quotes are left out");
  assert.match(markdown, /## Corrected by hand/);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in the editors: ${colorScheme}`, { timeout: 120_000 }, async (t) => {
    const { page } = await opened(t, { context: { colorScheme } });
    await card(page, DOCK).getByRole("button", { name: "Reject" }).click();
    await card(page, DOCK).getByText("rejected by you").waitFor();
    await change(page, MUSEUM).click();
    await page.getByLabel("Who says it?").fill("Ola");
    assert.deepEqual(await violations(page), [], "speaker");
    await page.getByLabel("Who says it?").press("Enter");
    await saidBy(page, MUSEUM, "Ola");
    await tab(page, "People");
    await entry(page, "Ilse Branagh").getByRole("button", { name: /^Edit/ }).click();
    assert.deepEqual(await violations(page), [], "person");
  });
}

for (const width of [320, 390]) {
  test(`the editors fit a page of ${width} px`, async (t) => {
    const { page } = await opened(t, { context: { viewport: { width, height: 800 } } });
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await change(page, MUSEUM).click();
    await page.getByLabel("Who says it?").waitFor();
    assert.ok((await over()) <= 0, "speaker");
    await page.getByLabel("Who says it?").fill("A name as long as some names are, of many words and more");
    assert.ok((await over()) <= 0, "typed");
    await page.getByLabel("Who says it?").press("Enter");
    await card(page, MUSEUM).getByText("speaker set by you").waitFor();
    await tab(page, "People");
    await entry(page, "Ilse Branagh").getByRole("button", { name: /^Edit/ }).click();
    assert.ok((await over()) <= 0, "person");
  });
}

/** Everybody's colour in the legend. */
const colours = (page) =>
  page.locator(".legend button").evaluateAll((all) =>
    Object.fromEntries(all.map((it) => [it.querySelector("bdi").textContent, it.className])),
  );

test("a colour belongs to a person: no correction gives anybody another's", async (t) => {
  const { page } = await opened(t);
  const before = await colours(page);
  assert.equal(new Set(Object.values(before)).size, Object.keys(before).length, "each has their own");
  const same = async (what, but = []) => {
    for (const [name, colour] of Object.entries(await colours(page))) {
      if (before[name] && !but.includes(name)) assert.equal(colour, before[name], `${name} after ${what}`);
    }
  };
  // Who spoke most speaks less now: ranks swap, colours don't.
  await change(page, DOCK).click();
  const editor = page.getByRole("group", { name: /^Speaker of quote/ });
  await editor.getByLabel(/^Also the \d+ other quotes? by/).check();
  await editor.getByRole("button", { name: /Ilse Branagh/ }).click();
  await saidBy(page, DOCK, "Ilse Branagh");
  await same("a merge");
  await page.keyboard.press("Control+z");
  await saidBy(page, DOCK, "Desmond Achterberg");
  await same("undo");
  await change(page, RIVER).click();
  await page.getByLabel("Who says it?").fill("Ola Brandt");
  await page.getByLabel("Who says it?").press("Enter");
  await saidBy(page, RIVER, "Ola Brandt");
  await same("a new speaker");
  const now = await colours(page);
  await saved(page);
  await page.reload();
  await state(page, "done");
  assert.deepEqual(await colours(page), now, "after a reload");
  await tab(page, "People");
  await entry(page, "Ilse Branagh").getByRole("button", { name: /^Edit/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("Dame Ilse");
  await page.getByLabel("Name", { exact: true }).press("Enter");
  await entry(page, "Dame Ilse").waitFor();
  await tab(page, "Quotes");
  await same("a new name");
  assert.equal((await colours(page))["Dame Ilse"], before["Ilse Branagh"]);
});
