// Runs in a worker: two libraries that also find sentences and names in English
// text. Timed is what each does on reading a text, which is less than a report:
// no cleaning, no quotes with speakers, no topics. What was found goes to the
// page, as a report does, and is not timed.

import compromise from "compromise";
import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";

const wink = winkNLP(model);

const PEERS = {
  "wink-nlp": {
    read: (text) => wink.readDoc(text),
    found: (doc) => ({ sentences: doc.sentences().out(), names: doc.entities().out() }),
  },
  compromise: {
    read: (text) => {
      const doc = compromise(text);
      return { doc, people: doc.people() };
    },
    found: ({ doc, people }) => ({ sentences: doc.sentences().out("array"), names: people.out("array") }),
  },
};

onmessage = ({ data: { name, text } }) => {
  const peer = PEERS[name];
  const began = performance.now();
  const read = peer.read(text);
  const ms = performance.now() - began;
  postMessage({ ms, found: peer.found(read) });
};
