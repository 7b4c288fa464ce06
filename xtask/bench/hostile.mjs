// How long the worker takes for hostile shapes in Chromium, each once by a worker of its
// own. One argument: a file of JSON that says which; the answer is JSON on standard output.

import { readFile } from "node:fs/promises";
import { launch } from "./chromium.mjs";
import { bundle } from "./throughput.mjs";

const ask = JSON.parse(await readFile(process.argv[2], "utf8"));
const browser = await launch(ask.chromium);
const answer = [];
try {
  // The policy lets no code in but the page's own; measuring needs some.
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(ask.url);
  await page.addScriptTag({ content: await bundle("./in-page.mjs") });
  for (const { name, path, html } of ask.shapes) {
    const source = await readFile(path, "utf8");
    const bytes = Buffer.byteLength(source);
    try {
      const { ms } = await page.evaluate((one) => benchEngine.first(one), { name, html, source });
      answer.push({ name, bytes, ms });
    } catch (error) {
      answer.push({ name, bytes, failed: String(error.message ?? error) });
    }
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(answer));
