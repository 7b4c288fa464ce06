// The page without a mouse, without good eyes, and on a small screen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { analyse, desk, paste, sample, state, tab, violations } from "./desk.mjs";

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test(`axe finds nothing in any view: ${colorScheme}, ${size}`, { timeout: 120_000 }, async (t) => {
      const { page } = await desk(t, { context: { colorScheme, viewport } });
      assert.deepEqual(await violations(page), [], "empty");
      await analyse(page, await sample("one"));
      for (const name of ["Quotes", "People", "Topics", "Removed"]) {
        await tab(page, name);
        assert.deepEqual(await violations(page), [], name);
      }
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await violations(page), [], "help");
    });
  }
}

test("axe sees a fault where there is one", async (t) => {
  const { page } = await desk(t);
  await page.evaluate(() => document.body.append(document.createElement("input")));
  assert.match((await violations(page)).join("\n"), /^label:/m);
});

test("the keyboard alone does everything", async (t) => {
  const { page } = await desk(t);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  assert.equal(await focused(), "Article text", "the caret stands in the paste box");
  await paste(page, await sample("one"));
  await state(page, "done");

  // To the tabs by Tab, through them by arrows.
  const onTab = () => page.evaluate(() => document.activeElement?.getAttribute("role") === "tab");
  for (let presses = 0; !(await onTab()); presses += 1) {
    assert.ok(presses < 60, "the tabs are reached by the Tab key");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("ArrowRight");
  await page.getByRole("tab", { name: /^People/, selected: true }).waitFor();
  await page.keyboard.press("End");
  await page.getByRole("tab", { name: /^Removed/, selected: true }).waitFor();

  // The first Restore, by Tab and Enter.
  const count = async () => (await page.getByRole("tab", { name: /^Removed/ }).innerText()).match(/\d+/)[0];
  const removed = Number(await count());
  const onRestore = async () => (await focused()).startsWith("Restore: ");
  for (let presses = 0; !(await onRestore()); presses += 1) {
    assert.ok(presses < 20, "Restore is reached by the Tab key");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: new RegExp(`^Removed\\s*${removed - 1}$`) }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("tab", { name: new RegExp(`^Removed\\s*${removed}$`) }).waitFor();
  await page.keyboard.press("Control+Shift+z");
  await page.getByRole("tab", { name: new RegExp(`^Removed\\s*${removed - 1}$`) }).waitFor();

  // Single keys: quotes, jump, back, search, help.
  await page.keyboard.press("j");
  await page.getByRole("tab", { name: /^Quotes/, selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("u");
  await page.keyboard.press("/");
  assert.match(await focused(), /^Search/);
  await page.keyboard.type("river");
  await page.getByText(/found|of \d+/).first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

test("what has the focus shows it", async (t) => {
  const { page } = await desk(t);
  await analyse(page, await sample("one"));
  const bare = [];
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const name = element.getAttribute("aria-label") ?? element.textContent.slice(0, 30);
      const shown = element.closest("label") ?? element;
      const style = getComputedStyle(shown);
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      const ringed = style.boxShadow !== "none";
      const box = shown.getBoundingClientRect();
      const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
      return (outlined || ringed) && inside ? null : `${element.tagName} ${name}`;
    });
    if (fault) bare.push(fault);
  }
  assert.deepEqual(bare, []);
});

// 1280 px at 400% zoom is a page 320 px wide.
for (const width of [320, 390]) {
  test(`nothing is wider than a page of ${width} px`, async (t) => {
    const { page } = await desk(t, { context: { viewport: { width, height: 800 } } });
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok((await over()) <= 0, "empty");
    await analyse(page, await sample("one"));
    for (const name of ["Quotes", "People", "Topics", "Removed"]) {
      await tab(page, name);
      assert.ok((await over()) <= 0, name);
    }
  });
}
