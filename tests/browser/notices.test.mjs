// What the page has to tell: as long as it is true, and no longer.

import assert from "node:assert/strict";
import { test } from "node:test";

import { analyse, desk, sample, state } from "./desk.mjs";

/** Drops something on the page that holds neither text nor a file. */
const dropNothing = (page) =>
  page.evaluate(() => {
    const event = (name) => new DragEvent(name, { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true });
    document.body.dispatchEvent(event("dragenter"));
    document.body.dispatchEvent(event("dragover"));
    document.body.dispatchEvent(event("drop"));
  });

const notices = (page) => page.getByRole("list", { name: "Notices" });

test("the notice of a drop goes away with the next thing taken in", async (t) => {
  const { page } = await desk(t);
  await dropNothing(page);
  await notices(page).getByText("There was no text and no file").waitFor();
  await analyse(page, await sample("one"));
  await notices(page).getByText("There was no text and no file").waitFor({ state: "detached", timeout: 3_000 });
});

test("the notice of a drop can be dismissed, and what is typed ends it too", async (t) => {
  const { page } = await desk(t);
  await dropNothing(page);
  const notice = notices(page).getByText("There was no text and no file");
  await notice.waitFor();
  await notices(page).getByRole("button", { name: "Dismiss" }).click();
  await notice.waitFor({ state: "detached" });
  await dropNothing(page);
  await notice.waitFor();
  await page.getByLabel("Article text").fill("“We wait,” said Maud Ekström, the mayor of the town.");
  await state(page, "done");
  await notice.waitFor({ state: "detached", timeout: 3_000 });
});

test("what is said of several files stands beside the one that was read", async (t) => {
  const { page } = await desk(t);
  await page.evaluate(() => {
    const data = new DataTransfer();
    for (const name of ["one.txt", "two.txt"]) {
      data.items.add(new File(["“We wait,” said Maud Ekström, the mayor."], name, { type: "text/plain" }));
    }
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await state(page, "done");
  await notices(page).getByText("2 files were given").waitFor();
});

test("a notice has no class that another part of the page has", async (t) => {
  const { page } = await desk(t);
  await dropNothing(page);
  const notice = notices(page).getByRole("listitem").first();
  await notice.waitFor();
  const [classes, padding] = await notice.evaluate((it) => [it.className, getComputedStyle(it).paddingBlockStart]);
  assert.equal(classes, "banner");
  assert.equal(padding, "5px");
});
