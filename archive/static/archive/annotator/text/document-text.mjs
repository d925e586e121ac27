/* A text in paragraphs. An offset counts code points of the whole text, as the server does; a unit counts UTF-16 code
   units within one paragraph, as the browser does. The line breaks between two paragraphs belong to neither. */

const SPACE = /[\s\u00ad\u200b-\u200d\u2060\ufeff]/u;

/** How many of the ascending `numbers` are less than `limit`. */
export function lowerBound(numbers, limit) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `pairUnits` are the units, `pairPoints` the code points at which the paragraph's surrogate pairs stand. */
function indexParagraph(text, start) {
  const pairUnits = [];
  if (/[\ud800-\udbff]/.test(text)) {
    for (let unit = 0; unit < text.length; unit++) {
      if (text.codePointAt(unit) > 0xffff) pairUnits.push(unit++);
    }
  }
  const pairPoints = pairUnits.map((unit, number) => unit - number);
  return { text, start, end: start + text.length - pairUnits.length, pairUnits, pairPoints };
}

export class DocumentText {
  /** `parts` are [text, offset of its start], in order. */
  constructor(parts, language = "en") {
    this.paragraphs = parts.map(([text, start]) => indexParagraph(text, start));
    this.starts = this.paragraphs.map(({ start }) => start);
    this.language = supportedLanguage(language);
    this.graphemes = new Intl.Segmenter(this.language, { granularity: "grapheme" });
  }

  get end() {
    return this.paragraphs.at(-1)?.end ?? 0;
  }

  /** The index of the paragraph that holds an offset; an offset between two belongs to the first. */
  paragraphAt(offset) {
    return Math.max(0, lowerBound(this.starts, offset + 1) - 1);
  }

  /** The offset of a unit in paragraph number `index`. */
  offsetAt(index, unit) {
    const { start, pairUnits } = this.paragraphs[index];
    return start + unit - lowerBound(pairUnits, unit);
  }

  /** {index, unit} of an offset. The end of a span (`isEnd`) prefers the end of a paragraph to the start of the next. */
  position(offset, isEnd = false) {
    let index = this.paragraphAt(offset);
    if (isEnd && index > 0 && offset <= this.paragraphs[index].start) index--;
    const { text, start, pairPoints } = this.paragraphs[index];
    const points = Math.max(0, offset - start);
    return { index, unit: Math.min(points + lowerBound(pairPoints, points), text.length) };
  }

  /** The text of a span, with the line breaks between paragraphs as the server has them. */
  slice(start, end) {
    let [slice, at] = ["", null];
    for (let index = this.paragraphAt(start); index < this.paragraphs.length; index++) {
      const paragraph = this.paragraphs[index];
      if (paragraph.start >= end) break;
      if (paragraph.end <= start) continue;
      if (at !== null) slice += "\n".repeat(paragraph.start - at);
      const from = start <= paragraph.start ? 0 : this.position(start).unit;
      const to = end >= paragraph.end ? paragraph.text.length : this.position(end).unit;
      slice += paragraph.text.slice(from, to);
      at = paragraph.end;
    }
    return slice;
  }

  /** The span without spaces at its ends and with whole characters only; null when nothing is left. */
  trimSpan(start, end) {
    const [from, to] = [this.snapToCharacter(Math.min(start, end)), this.snapToCharacter(Math.max(start, end), true)];
    const points = Array.from(this.slice(from, to));
    let [first, last] = [0, points.length];
    while (first < last && SPACE.test(points[first])) first++;
    while (last > first && SPACE.test(points[last - 1])) last--;
    return first < last ? { start: from + first, end: from + last } : null;
  }

  /** The nearest offset at or before this one (`isEnd`: at or after) that splits no character from its accents. */
  snapToCharacter(offset, isEnd = false) {
    const { index, unit } = this.position(offset, isEnd);
    const { text } = this.paragraphs[index];
    if (unit <= 0 || unit >= text.length) return this.offsetAt(index, unit);
    const cluster = this.characterAt(text, unit);
    if (cluster.index === unit) return this.offsetAt(index, unit);
    return this.offsetAt(index, isEnd ? cluster.index + cluster.segment.length : cluster.index);
  }

  /** The character around a unit. A window of 128 units is enough, and a paragraph may be as long as a book. */
  characterAt(text, unit) {
    const from = Math.max(0, unit - 64);
    const safe = from > 0 && /[\udc00-\udfff]/.test(text[from]) ? from - 1 : from;
    const cluster = this.graphemes.segment(text.slice(safe, unit + 64)).containing(unit - safe);
    return { index: cluster.index + safe, segment: cluster.segment };
  }
}

function supportedLanguage(language) {
  try {
    return Intl.Segmenter.supportedLocalesOf([language]).length ? language : "en";
  } catch {
    return "en";
  }
}
