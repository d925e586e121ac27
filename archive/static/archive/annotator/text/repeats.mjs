/* The same words elsewhere in a text. */

const MIN_LENGTH = 8; // code points; shorter words are everywhere
const MAX_REPEATS = 50;
const WORD = /[\p{L}\p{N}]/u;

/** Spans of the DocumentText with the words of the paragraph-long or shorter `span`, other than `span` itself and those that
    `marked` (spans of statements) covers by half; a word is not cut. */
export function findRepeats(text, span, marked) {
  const words = text.slice(span.start, span.end);
  if (span.end - span.start < MIN_LENGTH || words.includes("\n")) return [];
  const repeats = [];
  for (const [index, paragraph] of text.paragraphs.entries()) {
    let unit = paragraph.text.indexOf(words);
    while (unit >= 0 && repeats.length < MAX_REPEATS) {
      const end = unit + words.length;
      if (isWhole(paragraph.text, unit, end)) {
        const start = text.offsetAt(index, unit);
        repeats.push({ start, end: start + span.end - span.start });
      }
      unit = paragraph.text.indexOf(words, end);
    }
  }
  return repeats.filter((repeat) => repeat.start !== span.start && !marked.some((other) => sharesHalf(repeat, other)));
}

function isWhole(text, start, end) {
  const cutsStart = WORD.test(text[start - 1] ?? "") && WORD.test(text[start]) && !isUnspaced(text[start]);
  const cutsEnd = WORD.test(text[end] ?? "") && WORD.test(text[end - 1]) && !isUnspaced(text[end - 1]);
  return !cutsStart && !cutsEnd;
}

function isUnspaced(character) {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u.test(
    character,
  );
}

function sharesHalf(a, b) {
  return (Math.min(a.end, b.end) - Math.max(a.start, b.start)) * 2 >= a.end - a.start;
}
