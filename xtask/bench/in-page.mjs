// Runs in the page: asks a worker of our own for reports and keeps the time
// that the worker says the analysis took, and the topics in it.

import { inTurn, once } from "./timing.mjs";

/** Starts a worker: how to ask it for a document's times, and how to end it. */
async function start() {
  const worker = new Worker("./verbatim-worker_loader.js", { type: "module" });
  const waiting = new Map();
  const version = await new Promise((resolve, reject) => {
    worker.addEventListener("error", (event) => reject(new Error(event.message)));
    worker.addEventListener("message", ({ data }) => {
      if (data.ready) {
        resolve(data.ready.version);
      } else if (data.done) {
        waiting.get(data.done.id)?.resolve(data.done);
      } else if (data.failed) {
        // Without a request the whole worker is lost, and with it whoever waits.
        const failed = new Error(data.failed.message);
        const [, of] = data.failed.of ?? [];
        for (const [id, { reject }] of waiting) if (id === (of ?? id)) reject(failed);
      }
    });
  });
  let id = 0;
  return {
    async one(document) {
      id += 1;
      const reply = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      worker.postMessage({ analyze: { document: 1, id, version, input: packed(document) } });
      const { engine_ms: ms, stations_ms } = await reply;
      // The moment of one document may be shorter than the clock's step.
      return { ms: Math.max(ms, 0.001), topics_ms: stations_ms[TOPICS] };
    },
    end: () => worker.terminate(),
  };
}

/**
 * An input as it crosses, packed by postcard: the source's length and bytes, the number of its
 * format, then no name, no overrides, no corrections, and the threshold as learnt. A test of
 * crates/worker holds the two alike.
 */
function packed(document) {
  const source = new TextEncoder().encode(document.source);
  const head = [];
  let length = source.length;
  for (; length > 0x7f; length = Math.floor(length / 128)) head.push((length & 0x7f) | 0x80);
  return Uint8Array.from([...head, length, ...source, document.html ? 1 : 0, 0, 0, 0, 0]);
}

// The place of the topics among the stations.
const TOPICS = 5;

async function all(documents) {
  const worker = await start();
  const measured = await inTurn(documents, worker.one);
  worker.end();
  return measured;
}

/** The times of a document that a new worker reads. */
async function first(document) {
  const worker = await start();
  try {
    return await worker.one(document);
  } finally {
    worker.end();
  }
}

globalThis.benchEngine = { all, first, once: (documents) => once(documents, start) };
