// What is hostile, huge or broken: the page stays alive and the work is kept.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { analyse, articleText, desk, fixture, paste, sample, state, tab } from "./desk.mjs";

test("an article's markup never runs and never becomes part of the page", async (t) => {
  const { page } = await desk(t);
  const dialogs = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss();
  });
  const hostile = [
    await readFile(fixture("hostile-html/input.html"), "utf8"),
    "Storm <img src=x onerror=alert(1)> hits “the <script>alert(2)</script> coast,” said <b>Ada Fairweather</b>.\n".repeat(3),
    `Title "><svg onload=alert(3)>\n\n“{{7*7}} \${alert(4)} <iframe srcdoc='<script>alert(5)</script>'>,” said Jan O’Dell.\n`,
  ];
  for (const article of hostile) {
    await analyse(page, article);
    for (const name of ["Quotes", "People", "Topics", "Removed"]) await tab(page, name);
    const foreign = await page.evaluate(
      () => document.querySelectorAll("main img, main iframe, main script, main [onerror], main [onclick]").length,
    );
    assert.equal(foreign, 0);
  }
  assert.deepEqual(dialogs, []);
  assert.match(await articleText(page), /\$\{alert\(4\)\}/, "shown as the text that it is");
});

test("a crash of the analyser costs nothing", async (t) => {
  const { page } = await desk(t);
  await analyse(page, await sample("one"));
  // As a panic does: an error that nothing catches, then a worker that answers no more.
  const worker = page.workers().find((each) => each.url().includes("worker"));
  const gone = new Promise((resolve) => worker.once("close", resolve));
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error("an injected crash");
    });
  });
  await gone;
  assert.match(await articleText(page), /night ferry/, "the result is still there");
  await analyse(page, await sample("two"));
  await page.getByRole("heading", { name: /Moss on the roof/ }).first().waitFor();
});

test("a reload straight after a paste loses nothing", async (t) => {
  const { page } = await desk(t);
  await analyse(page, await sample("one"));
  await page.reload();
  await state(page, "done");
  assert.match(await articleText(page), /night ferry/);
});

test("lone surrogates, NUL and marks that turn the direction are shown, not obeyed", async (t) => {
  const { page } = await desk(t);
  const odd = "A \u0000 odd \ud800 text \u202eturned\u202c.\n\n“It is odd,” said Ada Fairweather of Sorrel.";
  await page.evaluate((words) => {
    const data = new DataTransfer();
    data.setData("text/plain", words);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  }, odd);
  await state(page, "done");
  assert.match(await articleText(page), /It is odd/);
});

test("a paste of many megabytes leaves the page alive", { timeout: 180_000 }, async (t) => {
  const { page } = await desk(t);
  const article = await sample("one");
  const huge = article.repeat(Math.ceil(20e6 / article.length));
  await page.evaluate((words) => navigator.clipboard.writeText(words), huge);
  await page.keyboard.press("Control+V");

  // While the worker works, the page answers: a frame every so often.
  const longest = await page.evaluate(
    () =>
      new Promise((resolve) => {
        let last = performance.now();
        let longest = 0;
        const end = last + 3_000;
        const frame = (now) => {
          longest = Math.max(longest, now - last);
          last = now;
          if (now > end) resolve(longest);
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
  );
  assert.ok(longest < 2_500, `no frame for ${Math.round(longest)} ms`);
  await page.locator('main[data-state="done"], main[data-state="failed"]').waitFor({ timeout: 120_000 });
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  assert.ok(nodes < 60_000, `${nodes} elements: it is never rendered whole`);

  // And the next article is read as ever.
  await analyse(page, await sample("three"));
  await page.getByRole("heading", { name: /Village club|Kestrel Vale 2/ }).first().waitFor();
});

test("work can be cancelled", async (t) => {
  const { page } = await desk(t);
  const article = await sample("one");
  await paste(page, article.repeat(12_000));
  await page.getByRole("button", { name: "Cancel" }).click({ timeout: 20_000 });
  await page.locator('main[data-state="busy"]').waitFor({ state: "detached" });
  await analyse(page, article);
  assert.match(await articleText(page), /night ferry/);
});
