// What the measuring scripts do with the browser.

import { chromium } from "playwright-core";
import { ARGS } from "../../tests/browser/quiet.mjs";

/** A browser; `args` come on top of the usual. */
export function launch(executablePath, args = []) {
  return chromium.launch({ executablePath, chromiumSandbox: false, args: [...ARGS, ...args] });
}

/** Pastes a text into the page, as the clipboard gives it. */
export function paste(page, text) {
  return page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(paste);
  }, text);
}
