// Runs in the page: how a text is timed, the same way for everyone.

// Runs go on until this much time has gone by and there are a few.
const LONG_ENOUGH = 400;
const FEWEST = 5;

// A browser compiles what runs often a second time, better, while it runs.
const WARM = 1500;

/**
 * The times of all documents, each asked for by `one`, which gives its milliseconds by name: medians
 * over rounds in which every document has its turn. A text that is read twice in a row is read faster
 * than any that is pasted: the processor knows by heart where each loop ends.
 */
export async function inTurn(documents, one) {
  const began = performance.now();
  do {
    for (const document of documents) await one(document);
  } while (performance.now() - began < WARM);
  const times = documents.map(() => []);
  const start = performance.now();
  const long = LONG_ENOUGH * documents.length;
  // What takes seconds is warm by now, and steady in one run.
  const fewest = start - began > 2 * WARM ? 1 : FEWEST;
  while (times[0].length < fewest || performance.now() - start < long) {
    for (const [at, document] of documents.entries()) times[at].push(await one(document));
  }
  return documents.map((document, at) => told(document, times[at]));
}

// Workers that read each document once; every document has half as many times.
const ROUNDS = 6;

/**
 * The times of documents that their reader never saw before, as an article that is pasted: each is read
 * once, by a worker of its round that is warm on the other half of them. `start` starts a worker: `one`
 * gives a document's times, `end` ends it. Medians over the rounds.
 */
export async function once(documents, start) {
  const times = documents.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { one, end } = await start();
    const half = (odd) => documents.map((_, at) => at).filter((at) => at % 2 === odd);
    const began = performance.now();
    do {
      for (const at of half(1 - (round % 2))) await one(documents[at]);
    } while (performance.now() - began < WARM);
    for (const at of half(round % 2)) times[at].push(await one(documents[at]));
    end();
  }
  return documents.map((document, at) => told(document, times[at]));
}

/** How a document's measurement is told. */
function told(document, times) {
  const bytes = new TextEncoder().encode(document.source).length;
  const names = Object.keys(times[0]);
  const medians = names.map((name) => [name, median(times.map((time) => time[name]))]);
  return { name: document.name, bytes, ...Object.fromEntries(medians) };
}

function median(times) {
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)];
}
