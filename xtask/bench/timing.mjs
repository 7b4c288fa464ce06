// Runs in the page: how a text is timed, the same way for everyone.

// Runs go on until this much time has gone by and there are a few.
const LONG_ENOUGH = 400;
const FEWEST = 5;

// A browser compiles what runs often a second time, better, while it runs.
const WARM = 1500;

/** Runs `one` over all documents until the browser has compiled what it will. */
export async function warmUp(documents, one) {
  const began = performance.now();
  do {
    for (const document of documents) await one(document);
  } while (performance.now() - began < WARM);
}

/** The median of `run`'s own times, in milliseconds, after a run to warm up. */
export async function median(run) {
  const first = await run();
  // What takes seconds is warm after the first part of its first run.
  const fewest = first > 2000 ? 1 : FEWEST;
  const times = [];
  const began = performance.now();
  while (times.length < fewest || performance.now() - began < LONG_ENOUGH) times.push(await run());
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)];
}

/** How a document's measurement is told. */
export function told(document, ms) {
  const bytes = new TextEncoder().encode(document.source).length;
  return { name: document.name, bytes, ms };
}
