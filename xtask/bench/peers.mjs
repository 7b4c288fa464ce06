// Runs in the page: asks a worker of each peer for what it finds in a text, as
// the page asks the engine's: one message a document, the time taken by the
// worker around the reading alone, and the documents in turn. So the engine and its
// peers are measured alike.

import { inTurn } from "./timing.mjs";

/** Times a peer, whose worker's program is `source`, on all documents. */
async function all(source, name, documents) {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(address);
  const ask = (document) =>
    new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }) => resolve({ ms: data.ms });
      worker.postMessage({ name, text: document.source });
    });
  const measured = await inTurn(documents, ask);
  worker.terminate();
  URL.revokeObjectURL(address);
  return measured;
}

globalThis.benchPeers = { all };
