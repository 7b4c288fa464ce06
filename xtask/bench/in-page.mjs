// Runs in the page: asks a worker of our own for reports and keeps the time
// that the worker says the analysis took.

import { median, told, warmUp } from "./timing.mjs";

const worker = new Worker("./verbatim-worker_loader.js", { type: "module" });
const waiting = new Map();
let version;

const ready = new Promise((resolve, reject) => {
  worker.addEventListener("error", (event) => reject(new Error(event.message)));
  worker.addEventListener("message", ({ data }) => {
    if (data.ready) {
      version = data.ready.version;
      resolve();
    } else if (data.done) {
      waiting.get(data.done.id)?.resolve(data.done.engine_ms);
    } else if (data.failed) {
      waiting.get(data.failed.id)?.reject(new Error(data.failed.message));
    }
  });
});

let id = 0;

function analyse(document) {
  id += 1;
  const input = {
    source: document.source,
    format: document.html ? "html" : "text",
    name: null,
    overrides: [],
  };
  const reply = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  worker.postMessage({ analyze: { id, version, input } });
  return reply;
}

async function all(documents) {
  await ready;
  await warmUp(documents, analyse);
  const measured = [];
  for (const document of documents) {
    // The moment of one document may be shorter than the clock's step.
    const ms = await median(async () => Math.max(await analyse(document), 0.001));
    measured.push(told(document, ms));
  }
  return measured;
}

globalThis.benchEngine = { all };
