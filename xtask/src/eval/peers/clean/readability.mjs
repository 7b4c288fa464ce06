// Pages cleaned by Readability.js, the reader view of Firefox: ROWS.jsonl ANSWERS.jsonl FOLDER MODULES,
// with the document model that its own documentation names for use outside a browser.
//
// A page that it fails on counts as empty, and is named on standard error.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

const [rows, answers, folder, modules] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, "package.json"));
const { JSDOM, VirtualConsole } = require("jsdom");
const { Readability } = require("@mozilla/readability");

const BLOCKS = new Set(
  ("ADDRESS ARTICLE ASIDE BLOCKQUOTE BR DD DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER " +
    "HR LI MAIN NAV OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL").split(" "),
);

// The text as it is read, a line for each block element: textContent joins the last
// word of one paragraph with the first of the next.
function lines(node) {
  let out = "";
  for (const child of node.childNodes) {
    if (child.nodeType === 3) out += child.data.replace(/\s+/g, " ");
    if (child.nodeType !== 1) continue;
    out += BLOCKS.has(child.tagName) ? `\n${lines(child)}\n` : lines(child);
  }
  return out;
}

let failed = 0;
const out = [];
for (const line of fs.readFileSync(rows, "utf8").split("\n")) {
  if (!line) continue;
  const row = JSON.parse(line);
  const answer = { id: row.id, text: "" };
  try {
    const html = fs.readFileSync(path.join(folder, row.html), "utf8");
    // Scripts are not run and nothing is loaded: both are off unless asked for.
    const dom = new JSDOM(html, { url: row.meta.url || "https://news.example/", virtualConsole: new VirtualConsole() });
    const article = new Readability(dom.window.document, { serializer: lines }).parse();
    if (article) {
      answer.text = article.content;
      answer.title = article.title;
      answer.author = article.byline;
      answer.date = article.publishedTime;
    }
    dom.window.close();
  } catch (error) {
    failed += 1;
    if (failed <= 3) console.error(`${row.id}: ${error}`);
  }
  out.push(JSON.stringify(answer));
}
fs.writeFileSync(answers, out.join("\n") + "\n");
if (failed) console.error(`${failed} pages failed and count as empty`);
