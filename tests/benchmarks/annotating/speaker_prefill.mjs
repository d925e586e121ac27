/* Reads documents as JSON from the standard input and prints, for each statement, what the panel would fill in. */

import { findEvidence } from "../../../archive/static/archive/annotator/proposals/evidence.mjs";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const documents = JSON.parse(Buffer.concat(chunks).toString());

const filled = documents.map(({ statements, text, ...read }) =>
  statements.map((statement, index) => {
    const kept = index ? statements[index - 1] : null; // as its editor left it
    const words = statement.text;
    const between = kept ? Array.from(text).slice(kept.end, statement.start).join("") : "";
    const { source, values } = findEvidence({ ...statement, words, isNewParagraph: between.includes("\n\n") }, read, kept);
    return { source, speaker: values.speaker?.label ?? "", voice: values.voice ?? "", kept: { speaker: kept?.speaker?.label ?? "", voice: kept?.voice ?? "" } };
  }),
);
console.log(JSON.stringify(filled));
