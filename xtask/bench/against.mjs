// Two builds of the page in turn: from the paste of an article to the painted result.
// One argument: a file of JSON with the browser, the two addresses and the texts. The
// answer is JSON on standard output: for each round the two pages' times.

import { readFile } from "node:fs/promises";
import { launch } from "./chromium.mjs";
import { pasteToPaint } from "./paste.mjs";

const ask = JSON.parse(await readFile(process.argv[2], "utf8"));
const rounds = [];
for (let round = 0; round < ask.rounds; round += 1) {
  console.error(`round ${round + 1} of ${ask.rounds}`);
  const times = {};
  // Whatever else the machine does falls on both alike.
  const order = round % 2 === 0 ? ["then", "now"] : ["now", "then"];
  for (const side of order) {
    const browser = await launch(ask.chromium);
    try {
      times[side] = await pasteToPaint(browser, ask[side], ask.pastes);
    } finally {
      await browser.close();
    }
  }
  rounds.push(times);
}
console.log(JSON.stringify(rounds));
