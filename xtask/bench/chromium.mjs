// How the browser is started for measuring.

import { chromium } from "playwright-core";

/** The same start as the tests': no first-run pages, nothing fetched on its own. */
export function launch(executablePath, args = []) {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...args,
    ],
  });
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
