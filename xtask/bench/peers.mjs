// Runs in the page: asks a worker of each peer for what it finds in a text, as
// the page asks the engine's: one message a document, the time taken by the
// worker around the reading alone. So the engine and its peers are measured alike.

import { once } from "./timing.mjs";

/** Starts a worker of a peer, whose worker's program is `source`. */
async function start(source, name) {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(address);
  return {
    one: (document) =>
      new Promise((resolve, reject) => {
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = ({ data }) => resolve({ ms: data.ms });
        worker.postMessage({ name, text: document.source });
      }),
    end() {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
}

globalThis.benchPeers = {
  once: (source, name, documents) => once(documents, () => start(source, name)),
};
