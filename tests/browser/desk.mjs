// What the journeys share: a server of their own, a browser, and the page as a
// user finds it on the screen, by roles and names.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm, mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";
import { ARGS, UNKNOWN_NAMES } from "./quiet.mjs";

/** Set by `cargo xtask test`, which also says so where one is missing. */
function given(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys by \`cargo xtask test\``);
  return value;
}

export const DIST = given("VERBATIM_DIST");

/** Serves a finished page as a host would. `stop` ends the server and waits for its end. */
export async function serve(dist = DIST) {
  const child = spawn(given("VERBATIM_SERVE"), ["serve", "--dist", dist, "--port", "0", "--no-open"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
      const address = said.match(/serving (http:\/\/127\.0\.0\.1:\d+\/)/);
      if (address) resolve(address[1]);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, "exit");
  };
  return { url, stop };
}

/** A browser, which ends with the test. `args` come on top of the usual. */
export async function browser(t, args = []) {
  const launched = await chromium.launch({
    executablePath: process.env.VERBATIM_CHROMIUM || "/usr/bin/chromium",
    chromiumSandbox: false,
    args: [...ARGS, UNKNOWN_NAMES, ...args],
  });
  t.after(() => launched.close());
  return launched;
}

/**
 * A browser with its profile in a folder, which ends with the test: a quota that is
 * set by the protocol holds only there.
 */
export async function profile(t, path) {
  const opened = await chromium.launchPersistentContext(path, {
    executablePath: process.env.VERBATIM_CHROMIUM || "/usr/bin/chromium",
    chromiumSandbox: false,
    args: [...ARGS, UNKNOWN_NAMES],
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  t.after(() => opened.close());
  return opened;
}

/**
 * A browser with the page open in it, before anything was done. Both end with
 * the test, and a script error on the page fails it.
 */
export async function desk(t, options = {}) {
  const server = options.server ?? (await serve());
  t.after(() => server.stop());
  const opened = options.browser ?? (await browser(t));
  const context = await opened.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
    ...options.context,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error));
  t.after(() => {
    if (errors.length > 0) throw errors[0];
  });
  await page.goto(server.url);
  await state(page, "empty");
  return { server, browser: opened, context, page, errors };
}

/** Waits until the page says of itself that it is empty, busy, done or failed. */
export async function state(page, name, timeout = 20_000) {
  await page.locator(`main[data-state="${name}"]`).waitFor({ timeout });
}

/** Pastes as a user does: out of the clipboard, by the keyboard. */
export async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press("Control+V");
}

/** Pastes and waits for the result. */
export async function analyse(page, text) {
  await paste(page, text);
  await state(page, "done");
}

/** One of the four tabs, opened; returns its panel. On a phone they are at the bottom. */
export async function tab(page, name) {
  const bottom = page.getByRole("navigation", { name: "Views" });
  const below = bottom.getByRole("button", { name: new RegExp(`${name}$`) });
  await page.getByRole("tab", { name: new RegExp(`^${name}`) }).or(below).click();
  const panel = page.getByRole("tabpanel", { name: new RegExp(`^${name}`) });
  await panel.waitFor();
  return panel;
}

/** One of the samples that the page offers, as pasted. */
export async function sample(name) {
  return readFile(new URL(`../../src/samples/${name}.txt`, import.meta.url), "utf8");
}

/** An article of the fixtures. */
export function fixture(name) {
  return fileURLToPath(new URL(`../articles/${name}`, import.meta.url));
}

/** A folder that is gone after the test. */
export async function folder(t) {
  const path = await mkdtemp(join(tmpdir(), "verbatim-"));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** What the article pane says, as one line. */
export async function articleText(page) {
  const article = page.getByRole("region", { name: "Article", exact: true }).getByRole("article");
  return (await article.innerText()).replace(/\s+/g, " ");
}

/** Waits until the desk as it stands is on the disk: the badge says so. */
export async function saved(page) {
  // The page writes once the desk has been quiet for a moment.
  await page.waitForTimeout(600);
  await page.getByRole("banner").getByText(/saved \d\d:\d\d/).first().waitFor();
}

/** What the export of this name gives, as text. */
export async function exported(page, name) {
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  return readFile(await (await download).path(), "utf8");
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page as it stands, one line a finding. */
export async function violations(page) {
  await page.evaluate(`${axe}; 0`);
  const { violations, passes } = await page.evaluate(() =>
    axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  assert.ok(passes.length > 10, "axe looked at something");
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`),
  );
}
