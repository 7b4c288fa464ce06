// Nothing moves under the reader's eyes: not when the result comes, not when the badge
// says something else, not when there is something to tell. At any width.

import assert from "node:assert/strict";
import { test } from "node:test";

import { analyse, browser, desk, sample, serve } from "./desk.mjs";

/** The most that Chromium's measure may come to. "Good" is .1 for others. */
const MOST = 0.02;

const WIDTHS = [320, 360, 390, 412, 460, 461, 540, 600, 601, 700, 760, 761, 820, 900, 901, 1024, 1180, 1181, 1280, 1366, 1440, 1600];

/** Counts from the page's first moment on, also what follows a key within half a second. */
const observe = () => {
  globalThis.shifts = [];
  const name = (node) => (node?.closest ? node : node?.parentElement)?.className || node?.nodeName;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      globalThis.shifts.push({ value, hadRecentInput, of: sources.map(({ node }) => name(node)).join(" ") });
    }
  }).observe({ type: "layout-shift", buffered: true });
};

/** What counts: what did not follow a key or click at once. */
async function shifted(page) {
  const all = await page.evaluate(() => globalThis.shifts);
  const counted = all.filter(({ hadRecentInput }) => !hadRecentInput);
  return { sum: counted.reduce((sum, { value }) => sum + value, 0), of: JSON.stringify(counted) };
}

test("nothing jumps from load to result and badge, at any width", { timeout: 240_000 }, async (t) => {
  const server = await serve();
  t.after(() => server.stop());
  const opened = await browser(t);
  const text = await sample("one");
  for (const width of WIDTHS) {
    const context = await opened.newContext({
      viewport: { width, height: 844 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    await page.addInitScript(observe);
    await page.goto(server.url);
    await page.locator('main[data-state="empty"]').waitFor();
    // Typed by a script: no key stands beside it that would excuse a jump.
    await page.waitForTimeout(600);
    await page.evaluate((words) => {
      const data = new DataTransfer();
      data.setData("text/plain", words);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
    await page.locator('main[data-state="done"]').waitFor({ timeout: 20_000 });
    await page.getByRole("banner").getByText("Offline ready").first().waitFor({ timeout: 20_000 });
    await page.waitForTimeout(700);
    const { sum, of } = await shifted(page);
    assert.ok(sum <= MOST, `${width} px: ${sum.toFixed(3)} ${of}`);
    await context.close();
  }
});

test("the measure sees a jump where there is one", async (t) => {
  const { page } = await desk(t);
  await analyse(page, await sample("one"));
  await page.evaluate(observe);
  await page.waitForTimeout(700);
  await page.evaluate(() => {
    document.querySelector("header").style.marginBlockEnd = "200px";
  });
  await page.waitForTimeout(300);
  assert.ok((await shifted(page)).sum > MOST);
});

for (const [name, viewport] of Object.entries({
  desk: { width: 1440, height: 900 },
  tablet: { width: 820, height: 1000 },
  phone: { width: 390, height: 844 },
})) {
  test(`a notice covers neither the text nor the cards: ${name}`, async (t) => {
    const { page } = await desk(t, { context: { viewport } });
    await analyse(page, await sample("one"));
    const text = page.getByRole("region", { name: "Article", exact: true });
    const before = await text.getByRole("heading", { level: 1 }).boundingBox();
    await page.evaluate(() => document.querySelector("[data-restore]").click());
    const notice = page.getByRole("list", { name: "Notices" }).getByText("Restored to the text.");
    await notice.waitFor();
    const overlaps = await page.evaluate(() => {
      const box = (element) => element.getBoundingClientRect();
      const notice = box(document.querySelector(".banner"));
      const panes = [...document.querySelectorAll(".pane, .panel, .bottom, header")].filter((it) => it.offsetParent);
      return panes.filter((it) => box(it).bottom > notice.top + 1 && box(it).top < notice.bottom - 1).map((it) => it.className);
    });
    assert.deepEqual(overlaps, []);
    const after = await text.getByRole("heading", { level: 1 }).boundingBox();
    // The restored line may be above it; the notice has not pushed it.
    assert.ok(Math.abs(after.x - before.x) < 1);
  });
}
