// From the paste of an article to the painted result, as the page itself
// measures it, with the policy and the service worker that users have.

import { paste } from "./chromium.mjs";

const TO_PAINT = "verbatim.paste-to-paint";
const ENGINE = "verbatim.engine";

// Runs whose times are thrown away: the first ones compile the code.
const WARM_UP = 3;

/** Pastes each text into the page; the times of all but the first few. */
export async function pasteToPaint(browser, url, texts) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const failures = [];
  page.on("pageerror", (error) => failures.push(error.message));
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector("textarea, [contenteditable]") !== null);
  const toPaint = [];
  const engine = [];
  for (const [number, text] of texts.entries()) {
    if (number % 10 === 0) console.error(`  paste ${number + 1} of ${texts.length}`);
    const times = await onePaste(page, text, number + 1).catch((error) => {
      const said = failures.length > 0 ? `; the page said: ${failures.join("; ")}` : "";
      throw new Error(`paste ${number + 1} gave no result (${error.message})${said}`);
    });
    if (number < WARM_UP) continue;
    toPaint.push(times.toPaint);
    engine.push(times.engine);
  }
  await context.close();
  return { bytes: Buffer.byteLength(texts[0]), toPaint, engine };
}

async function onePaste(page, text, wanted) {
  await paste(page, text);
  const count = ([name, wanted]) => performance.getEntriesByName(name).length >= wanted;
  await page.waitForFunction(count, [ENGINE, wanted], { timeout: 20_000 });
  const last = (name) =>
    page.evaluate((name) => performance.getEntriesByName(name).at(-1).duration, name);
  return { toPaint: await last(TO_PAINT), engine: await last(ENGINE) };
}
