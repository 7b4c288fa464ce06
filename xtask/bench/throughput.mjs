// How many bytes a second the engine reads in the browser, in the worker that
// the page uses: documents in turn, warmed up, medians. And how many it and the
// peers, in workers of theirs, read of the same documents once each.

import { build } from "esbuild";
import { fileURLToPath } from "node:url";

/** The times of every document, with ours and, when asked, the peers'. */
export async function throughput(browser, url, articles, long, withPeers) {
  // The policy lets no code in but the page's own; measuring needs some.
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(url);
  await page.addScriptTag({ content: await bundle("./in-page.mjs") });
  const answer = {};
  console.error("  engine: articles");
  answer.articles = await page.evaluate((all) => benchEngine.all(all), articles);
  answer.long = [];
  for (const text of long) {
    console.error(`  engine: ${text.name}`);
    answer.long.push(...(await page.evaluate((one) => benchEngine.all([one]), text)));
  }
  if (withPeers) {
    await page.addScriptTag({ content: await bundle("./peers.mjs") });
    const source = await bundle("./peer-worker.mjs");
    const texts = articles.filter((article) => !article.html);
    console.error("  verbatim, each text once");
    answer.once = { verbatim: await page.evaluate((all) => benchEngine.once(all), texts) };
    for (const name of ["wink-nlp", "compromise"]) {
      console.error(`  ${name}, each text once`);
      const ask = [source, name, texts];
      answer.once[name] = await page.evaluate((ask) => benchPeers.once(...ask), ask);
    }
  }
  await context.close();
  return answer;
}

/** A script and what it imports, as one that a page can run. */
export async function bundle(file) {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    format: "iife",
    platform: "browser",
    write: false,
  });
  return result.outputFiles[0].text;
}
