/* Suggested values for marked words. A suggestion is shown as one beside its field; the editor decides. */

const OPENING = /["“„«‘「『]/u;
const CLOSING = /["”“»’」』]/u;
const REPORTING_VERBS = `say|says|said|saying|stress(?:es|ed|ing)?|note[sd]?|noting|add(?:s|ed|ing)?|point(?:s|ed|ing)? out|emphasi[sz](?:e[sd]?|ing)|declare[sd]?|told|tells|stated?|states|urge[sd]?|urging|call(?:s|ed|ing)? (?:for|on)|warn(?:s|ed|ing)?|reaffirm(?:s|ed)?|reiterate[sd]?|underline[sd]?|underscore[sd]?|announce[sd]?|express(?:es|ed|ing)?|believe[sd]?|hope[sd]?|propose[sd]?|promise[sd]?|argue[sd]?|insist(?:s|ed)?|assert(?:s|ed)?|acknowledge[sd]?|pledge[sd]?|according to`;
const CUES = new RegExp(
  String.raw`\b(?:${REPORTING_VERBS})\b|表示|指出|强调|強調|认为|認為|表明|宣布|宣佈|称[，：:“「]|稱[，：:“「]|说[，：:“「]?|說[，：:“「]?|呼吁|呼籲|重申|提出|要求`,
  "iu",
);
const QUESTION = /\b(?:asked|asks|question(?:ed)? (?:whether|if))\b|问道|問道|[?？]["”」』]?$/iu;
const UNNAMED =
  /\b(?:(?:a|an|one|the|senior|unnamed|another|several)\s+)*(?:(?:senior|government|foreign|ministry|us|u\.s\.|chinese|european|western|defence|defense)\s+)*(?:officials?|sources?|diplomats?|insiders?|spokes(?:man|woman|person)|people familiar)\b[^.]{0,60}\b(?:said|says|told)|知情人士|消息人士|不愿透露姓名|不願透露姓名/iu;
const OWN_WORDS = new Set(["speech", "transcript", "press_conference"]);

/** Whether the words stand in quotation marks, their own or those around them. */
function isQuoted(before, chosen, after) {
  const opened = OPENING.test(Array.from(chosen)[0] ?? "") || isOpen(before);
  const closed = CLOSING.test(Array.from(chosen.replace(/[.,;。，；]$/u, "")).at(-1) ?? "") || isClosed(after);
  return opened && closed;
}

/** An apostrophe is no quotation mark, so single marks count only right beside the words. */
function isOpen(before) {
  const marks = before.match(/["“„«」』「『”»]/gu) ?? [];
  const last = marks.at(-1);
  if (last === '"') return marks.filter((mark) => mark === '"').length % 2 === 1;
  return last ? OPENING.test(last) : OPENING.test(Array.from(before).at(-1) ?? "");
}

function isClosed(after) {
  const [first] = after.match(/["“„«」』「『”»]/u) ?? [];
  return first ? CLOSING.test(first) : CLOSING.test(Array.from(after.replace(/^[.,;。，；]/u, ""))[0] ?? "");
}

/** `document` is {kind, isTranslated}, `paragraph` the kind of the paragraph; "" when it cannot be determined. */
export function guessAttribution({ before, chosen, after, paragraph = "" }, document) {
  const own = document.isTranslated ? "translated" : "verbatim";
  if (paragraph === "question") return "question";
  if (isQuoted(before, chosen, after)) return own;
  if (QUESTION.test(chosen)) return OWN_WORDS.has(document.kind) ? own : "question";
  if (paragraph === "answer" || OWN_WORDS.has(document.kind)) return own;
  return CUES.test(chosen) || CUES.test(before) || CUES.test(after) ? "paraphrase" : "";
}

/** The voice: the speaker's, unless the sentence speaks of unnamed sources; `before`, `chosen`, `after` are its parts. */
export function guessVoice({ before, chosen, after }, speaker) {
  if (speaker) return "speaker";
  return UNNAMED.test(`${before}${chosen}${after}`) ? "unnamed" : "speaker";
}

/** The one of `known` ({id, label}) whose name stands in the sentence with a reporting verb; the longest name wins. */
export function guessSpeaker({ before, chosen, after }, known) {
  const sentence = `${before}${chosen}${after}`;
  if (!CUES.test(sentence)) return null;
  const named = known.filter(({ label }) => names(label).some((name) => sentence.includes(name)));
  const longest = Math.max(...named.map(({ label }) => label.length));
  const best = named.filter(({ label }) => label.length === longest);
  return best.length === 1 ? best[0] : null;
}

/** A person is also referred to by last name, an institution ("Government of China") is not. */
function names(label) {
  const parts = label.split(" ");
  const isPerson = parts.length > 1 && parts.length < 4 && parts.every((part) => /^\p{Lu}/u.test(part));
  return isPerson && parts.at(-1).length > 2 ? [label, ` ${parts.at(-1)} `] : [label];
}

/** {before, chosen, after}: the words of a span and what precedes and follows them in their sentence. */
export function sentenceAround(text, movement, { start, end }) {
  const first = movement.at(start, "sentence");
  const last = movement.at(Math.max(start, end - 1), "sentence");
  const from = Math.min(first?.start ?? start, start);
  const to = Math.max(last?.end ?? end, end);
  return { before: text.slice(from, start), chosen: text.slice(start, end), after: text.slice(end, to) };
}
