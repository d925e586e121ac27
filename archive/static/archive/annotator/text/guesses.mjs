/* Suggested values for marked words. A suggestion is shown as one beside its field; the editor decides. */

const OPENING = /["“„«‘「『]/u;
const CLOSING = /["”“»’」』]/u;
const QUESTION = /\b(?:asked|asks|question(?:ed)? (?:whether|if))\b|问道|問道|[?？]["”」』]?$/iu;
const VERBATIM_KINDS = new Set(["speech", "transcript", "press_conference"]);

/** Whether the words stand in quotation marks, their own or those around them. */
function isQuoted(before, chosen, after) {
  const opened = OPENING.test(Array.from(chosen)[0] ?? "") || endsInsideQuotation(before);
  const closed =
    CLOSING.test(Array.from(chosen.replace(/[.,;。，；]$/u, "")).at(-1) ?? "") || startsInsideQuotation(after);
  return opened && closed;
}

/** An apostrophe is no quotation mark, so single marks count only right beside the words. */
function endsInsideQuotation(before) {
  const marks = before.match(/["“„«」』「『”»]/gu) ?? [];
  const last = marks.at(-1);
  if (last === '"') return marks.filter((mark) => mark === '"').length % 2 === 1;
  return last ? OPENING.test(last) : OPENING.test(Array.from(before).at(-1) ?? "");
}

function startsInsideQuotation(after) {
  const [first] = after.match(/["“„«」』「『”»]/u) ?? [];
  return first ? CLOSING.test(first) : CLOSING.test(Array.from(after.replace(/^[.,;。，；]/u, ""))[0] ?? "");
}

/** `document` is {kind, isTranslated}, `paragraph` the kind of the paragraph, `hasCue` whether the server found a verb of speech
    in the sentence; "" when it cannot be determined. */
export function guessAttribution({ before, chosen, after, paragraph = "", hasCue = false }, document) {
  const attribution = document.isTranslated ? "translated" : "verbatim";
  if (paragraph === "question") return "question";
  if (isQuoted(before, chosen, after)) return attribution;
  if (QUESTION.test(chosen)) return VERBATIM_KINDS.has(document.kind) ? attribution : "question";
  if (paragraph === "answer" || VERBATIM_KINDS.has(document.kind)) return attribution;
  return hasCue ? "paraphrase" : "";
}

/** {before, chosen, after, from, to}: the words of a span and what precedes and follows them in their sentence. */
export function sentenceAround(text, movement, { start, end }) {
  const first = movement.segmentAt(start, "sentence");
  const last = movement.segmentAt(Math.max(start, end - 1), "sentence");
  const from = Math.min(first?.start ?? start, start);
  const to = Math.max(last?.end ?? end, end);
  return { before: text.slice(from, start), chosen: text.slice(start, end), after: text.slice(end, to), from, to };
}
