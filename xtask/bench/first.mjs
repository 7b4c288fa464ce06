// What the browser fetches, with nothing kept from before, until a first article is
// read; and what it fetches after that, until the page works offline.
//
// Three arguments: the browser, the page's address, a file with an English article. The
// answer is JSON on standard output, a list of {name, bytes, first}: a file of the page,
// the bytes of its body as they were sent, and whether it was asked for before the result
// was there. It is counted in the browser's own network log, which holds what the page,
// its workers and its service worker fetch; a file that the browser has and only asks
// after (304) is sent once.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch, paste } from "./chromium.mjs";

const [executable, url, article] = process.argv.slice(2);
// A user reads the page before they paste: what it fetches by itself is over by then.
const QUIET = 1000;

const folder = await mkdtemp(join(tmpdir(), "verbatim-first-"));
try {
  const log = join(folder, "net.json");
  const done = await visit(log);
  console.log(JSON.stringify(fetched(JSON.parse(await readFile(log, "utf8")), done)));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** A first visit, with its network log; the moment at which its first result stood on the page. */
async function visit(log) {
  const browser = await launch(executable, [`--log-net-log=${log}`]);
  try {
    const context = await browser.newContext();
    let last = Date.now();
    context.on("request", () => (last = Date.now()));
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('main[data-state="empty"]').waitFor();
    while (Date.now() - last < QUIET) await page.waitForTimeout(50);
    // Told by the page itself: what it fetches next may come at once.
    const done = page.evaluate(() => new Promise((resolve) => {
      const look = () => {
        if (document.querySelector('main[data-state="done"]')) resolve(Date.now());
      };
      new MutationObserver(look).observe(document, { attributes: true, childList: true, subtree: true });
    }));
    await paste(page, await readFile(article, "utf8"));
    await done;
    await page.getByRole("banner").getByText("Offline ready").waitFor({ timeout: 60_000 });
    return done;
  } finally {
    // Only now is the log whole.
    await browser.close();
  }
}

/** The files whose bytes came over the network. */
function fetched({ constants, events }, done) {
  const kind = (name) => {
    const number = constants.logEventTypes[name];
    if (number === undefined) throw new Error(`the network log knows no ${name}`);
    return number;
  };
  const asked = kind("URL_REQUEST_START_JOB");
  const answered = kind("HTTP_TRANSACTION_READ_RESPONSE_HEADERS");
  const packed = kind("URL_REQUEST_JOB_BYTES_READ");
  const unpacked = kind("URL_REQUEST_JOB_FILTERED_BYTES_READ");
  const requests = new Map();
  for (const { type, source, time, params } of events) {
    if (type === asked && params?.url?.startsWith(url)) {
      const at = Number(time) + Number(constants.timeTickOffset);
      const name = params.url.slice(url.length) || "index.html";
      requests.set(source.id, { name, packed: 0, unpacked: 0, first: at <= done, isNew: false });
    }
    const request = requests.get(source.id);
    if (request === undefined) continue;
    if (type === answered) request.isNew = !/^HTTP\/[\d.]+ 304/.test(params.headers[0]);
    if (type === packed) request.packed += params.byte_count;
    if (type === unpacked) request.unpacked += params.byte_count;
  }
  const sent = [...requests.values()].filter((request) => request.isNew);
  // Of what was not compressed the log has only what came of it.
  const bytes = (request) => request.packed || request.unpacked;
  return sent.map((request) => ({ name: request.name, bytes: bytes(request), first: request.first }));
}
