/* Pure: what marked words probably are. A guess fills a field and is shown as one; the editor decides. */

const OPENING = /["“„«‘「『]/u;
const CLOSING = /["”“»’」』]/u;
const SAYING = String.raw`say|says|said|saying|stress(?:es|ed|ing)?|note[sd]?|noting|add(?:s|ed|ing)?|point(?:s|ed|ing)? out|emphasi[sz](?:e[sd]?|ing)|declare[sd]?|told|tells|stated?|states|urge[sd]?|urging|call(?:s|ed|ing)? (?:for|on)|warn(?:s|ed|ing)?|reaffirm(?:s|ed)?|reiterate[sd]?|underline[sd]?|underscore[sd]?|announce[sd]?|express(?:es|ed|ing)?|believe[sd]?|hope[sd]?|propose[sd]?|promise[sd]?|argue[sd]?|insist(?:s|ed)?|assert(?:s|ed)?|acknowledge[sd]?|pledge[sd]?|according to`;
const CUES = new RegExp(String.raw`\b(?:${SAYING})\b|表示|指出|强调|強調|认为|認為|表明|宣布|宣佈|称[，：:“「]|稱[，：:“「]|说[，：:“「]?|說[，：:“「]?|呼吁|呼籲|重申|提出|要求`, "iu");
const ASKING = /\b(?:asked|asks|question(?:ed)? (?:whether|if))\b|问道|問道|[?？]["”」』]?$/iu;
const UNNAMED =
  /\b(?:(?:a|an|one|the|senior|unnamed|another|several)\s+)*(?:(?:senior|government|foreign|ministry|us|u\.s\.|chinese|european|western|defence|defense)\s+)*(?:officials?|sources?|diplomats?|insiders?|spokes(?:man|woman|person)|people familiar)\b[^.]{0,60}\b(?:said|says|told)|知情人士|消息人士|不愿透露姓名|不願透露姓名/iu;
const OWN_WORDS = new Set(["speech", "transcript", "press_conference"]);

/** Words inside quotation marks, their own or those around them. */
export function isQuoted(before, chosen, after) {
  const opened = OPENING.test(Array.from(chosen)[0] ?? "") || isOpen(before);
  const closed = CLOSING.test(Array.from(chosen.replace(/[.,;。，；]$/u, "")).at(-1) ?? "") || isClosed(after);
  return opened && closed;
}

/** An apostrophe closes nothing, so single marks count only right beside the words. */
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

/** `about` is {kind, translated} of the document and `paragraph` the kind of the paragraph; "" where nobody can tell. */
export function guessAttribution({ before, chosen, after, paragraph = "" }, about) {
  const own = about.translated ? "translated" : "verbatim";
  if (paragraph === "question") return "question";
  if (isQuoted(before, chosen, after)) return own;
  if (ASKING.test(chosen)) return OWN_WORDS.has(about.kind) ? own : "question";
  if (paragraph === "answer" || OWN_WORDS.has(about.kind)) return own;
  return CUES.test(chosen) || CUES.test(before) || CUES.test(after) ? "paraphrase" : "";
}

/** Whose voice: a named speaker's unless nobody is named; `before`, `chosen` and `after` are of one sentence. */
export function guessVoice({ before, chosen, after }, speaker) {
  if (speaker) return "speaker";
  return UNNAMED.test(`${before}${chosen}${after}`) ? "unnamed" : "speaker";
}

/** Of `known` ({id, label}) the one whose name stands in the sentence with a word of saying; the longest name wins. */
export function guessSpeaker({ before, chosen, after }, known) {
  const sentence = `${before}${chosen}${after}`;
  if (!CUES.test(sentence)) return null;
  const named = known.filter(({ label }) => names(label).some((name) => sentence.includes(name)));
  const longest = Math.max(...named.map(({ label }) => label.length));
  const best = named.filter(({ label }) => label.length === longest);
  return best.length === 1 ? best[0] : null;
}

/** A person is also called by the last name, an institution ("Government of China") is not. */
function names(label) {
  const parts = label.split(" ");
  const isPerson = parts.length > 1 && parts.length < 4 && parts.every((part) => /^\p{Lu}/u.test(part));
  return isPerson && parts.at(-1).length > 2 ? [label, ` ${parts.at(-1)} `] : [label];
}

/** Before, in and after the words, within their sentence. */
export function around(reading, movement, { start, end }) {
  const first = movement.at(start, "sentence");
  const last = movement.at(Math.max(start, end - 1), "sentence");
  const from = Math.min(first?.start ?? start, start);
  const to = Math.max(last?.end ?? end, end);
  return { before: reading.words(from, start), chosen: reading.words(start, end), after: reading.words(end, to) };
}
