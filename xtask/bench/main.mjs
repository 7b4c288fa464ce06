// Measures in Chromium what `cargo xtask bench` asks for. One argument: a file
// of JSON that says what to measure; the answer is JSON on standard output,
// progress is words on standard error.

import { readFile } from "node:fs/promises";
import { launch } from "./chromium.mjs";
import { pasteToPaint } from "./paste.mjs";
import { throughput } from "./throughput.mjs";

const ask = JSON.parse(await readFile(process.argv[2], "utf8"));
const read = async ({ name, path, html }) => ({ name, html, source: await readFile(path, "utf8") });
const articles = await Promise.all(ask.articles.map(read));
const long = await Promise.all(ask.long.map(read));

const browser = await launch(ask.chromium);

try {
  const answer = { browser: `Chromium ${browser.version()}` };
  answer.paste = await pasteToPaint(browser, ask.url, ask.pastes);
  Object.assign(answer, await throughput(browser, ask.url, articles, long, ask.peers));
  console.log(JSON.stringify(answer));
} finally {
  await browser.close();
}
