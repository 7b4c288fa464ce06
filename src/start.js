// Starts the page. `cargo xtask build` puts this file in the place of the
// inline script that Trunk writes and the policy forbids, and fills in the
// names of the build's files with the hash of the program.

import init from "./PROGRAM.js";

try {
  const program = fetch("./PROGRAM.wasm", { integrity: "PROGRAM-HASH" });
  await init({ module_or_path: program });
} catch (error) {
  // Nothing of the program runs, so this says it; the address bar's reload is
  // all that is left to do.
  const words = document.createElement("p");
  words.setAttribute("role", "alert");
  words.textContent = `Verbatim could not start in this browser: ${error.message}. Reload the page; if that does not help, use a current browser.`;
  document.body.append(words);
  throw error;
}
