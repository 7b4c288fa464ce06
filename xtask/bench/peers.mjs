// Runs in the page: two libraries that also find sentences and names in English
// text. Each does only what it does on reading a text, which is less than a
// report: no cleaning, no quotes with speakers, no topics.

import compromise from "compromise";
import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";
import { median, told, warmUp } from "./timing.mjs";

const wink = winkNLP(model);

const PEERS = {
  "wink-nlp": (text) => wink.readDoc(text).tokens().length(),
  compromise: (text) => compromise(text).people().length,
};

async function all(name, documents) {
  await warmUp(documents, (document) => PEERS[name](document.source));
  const measured = [];
  for (const document of documents) {
    const run = async () => {
      const began = performance.now();
      if (PEERS[name](document.source) < 0) throw new Error("a count below nothing");
      return performance.now() - began;
    };
    measured.push(told(document, await median(run)));
  }
  return measured;
}

globalThis.benchPeers = { names: Object.keys(PEERS), all };
