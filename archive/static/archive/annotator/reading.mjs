/* Pure: a text in paragraphs. An offset counts code points of the whole text, as the server does; a unit counts UTF-16
   within one paragraph, as the browser does. What parts two paragraphs belongs to neither. */

const BLANK = /[\s\u00ad\u200b\u200c\u200d\u2060\ufeff]/u;

/** How many of the ascending `numbers` are less than `limit`. */
export function below(numbers, limit) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `pairs` are the units, `signs` the code points, at which the paragraph's signs of two units stand. */
export function paragraph(text, start) {
  const pairs = [];
  if (/[\ud800-\udbff]/.test(text)) {
    for (let unit = 0; unit < text.length; unit++) {
      if (text.codePointAt(unit) > 0xffff) pairs.push(unit++);
    }
  }
  const signs = pairs.map((unit, number) => unit - number);
  return { text, start, end: start + text.length - pairs.length, pairs, signs };
}

export class Reading {
  /** `parts` are [text, offset of its start], in order. */
  constructor(parts, language = "en") {
    this.paragraphs = parts.map(([text, start]) => paragraph(text, start));
    this.starts = this.paragraphs.map(({ start }) => start);
    this.language = known(language);
    this.graphemes = new Intl.Segmenter(this.language, { granularity: "grapheme" });
  }

  get end() {
    return this.paragraphs.at(-1)?.end ?? 0;
  }

  /** The paragraph an offset lies in; one between two belongs to the former. */
  indexAt(offset) {
    return Math.max(0, below(this.starts, offset + 1) - 1);
  }

  offset(index, unit) {
    const { start, pairs } = this.paragraphs[index];
    return start + unit - below(pairs, unit);
  }

  /** `ending` means the end of a span, which stands rather at the end of a paragraph than at the start of the next. */
  place(offset, ending = false) {
    let index = this.indexAt(offset);
    if (ending && index > 0 && offset <= this.paragraphs[index].start) index--;
    const { text, start, signs } = this.paragraphs[index];
    const points = Math.max(0, offset - start);
    return { index, unit: Math.min(points + below(signs, points), text.length) };
  }

  /** The words of a span, with the line breaks between paragraphs that the server has there. */
  words(start, end) {
    let [found, at] = ["", null];
    for (let index = this.indexAt(start); index < this.paragraphs.length; index++) {
      const here = this.paragraphs[index];
      if (here.start >= end) break;
      if (here.end <= start) continue;
      if (at !== null) found += "\n".repeat(here.start - at);
      const from = start <= here.start ? 0 : this.place(start).unit;
      const to = end >= here.end ? here.text.length : this.place(end).unit;
      found += here.text.slice(from, to);
      at = here.end;
    }
    return found;
  }

  /** Nothing blank at either end and no sign cut in two; null when nothing is left. */
  trim(start, end) {
    const [from, to] = [this.snap(Math.min(start, end)), this.snap(Math.max(start, end), true)];
    const signs = Array.from(this.words(from, to));
    let [first, last] = [0, signs.length];
    while (first < last && BLANK.test(signs[first])) first++;
    while (last > first && BLANK.test(signs[last - 1])) last--;
    return first < last ? { start: from + first, end: from + last } : null;
  }

  /** The nearest offset outward (before, or with `ending` after) that cuts no sign with its accents in two. */
  snap(offset, ending = false) {
    const { index, unit } = this.place(offset, ending);
    const { text } = this.paragraphs[index];
    if (unit <= 0 || unit >= text.length) return this.offset(index, unit);
    const cluster = this.clusterAt(text, unit);
    if (cluster.index === unit) return this.offset(index, unit);
    return this.offset(index, ending ? cluster.index + cluster.segment.length : cluster.index);
  }

  /** Looking at a few signs around is enough, and a paragraph may be as long as a book. */
  clusterAt(text, unit) {
    const from = Math.max(0, unit - 64);
    const safe = from > 0 && /[\udc00-\udfff]/.test(text[from]) ? from - 1 : from;
    const found = this.graphemes.segment(text.slice(safe, unit + 64)).containing(unit - safe);
    return { index: found.index + safe, segment: found.segment };
  }
}

function known(language) {
  try {
    return Intl.Segmenter.supportedLocalesOf([language]).length ? language : "en";
  } catch {
    return "en";
  }
}
