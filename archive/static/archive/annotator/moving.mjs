/* Pure: where a step by sign, word, sentence or paragraph leads, and which of them stands at a place. */

import { below } from "./reading.mjs";

// A full stop after these ends no sentence; neither does one after a single capital.
const SHORT = /(?:^|[\s(“"])(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Lt|Col|Capt|Sgt|Hon|Rev|Gov|Amb|No|vs|cf|e\.g|i\.e|\p{Lu})\.\s*$/u;
const KEPT = 64; // paragraphs whose bounds are remembered

export class Movement {
  constructor(reading) {
    this.reading = reading;
    this.words = new Intl.Segmenter(reading.language, { granularity: "word" });
    this.sentences = new Intl.Segmenter(reading.language, { granularity: "sentence" });
    this.known = new Map();
  }

  /** {starts, ends} in units of what the paragraph consists of. */
  bounds(index, by) {
    const key = `${by} ${index}`;
    if (!this.known.has(key)) {
      if (this.known.size >= KEPT) this.known.delete(this.known.keys().next().value);
      this.known.set(key, this.cut(this.reading.paragraphs[index].text, by));
    }
    return this.known.get(key);
  }

  cut(text, by) {
    if (by === "paragraph") return text ? { starts: [0], ends: [text.length] } : { starts: [], ends: [] };
    const pieces = by === "word" ? wordsOf(this.words, text) : by === "sentence" ? sentencesOf(this.sentences, text) : signsOf(this.reading.graphemes, text);
    return { starts: pieces.map(([start]) => start), ends: pieces.map(([, end]) => end) };
  }

  /** Where a step leads. Going on, a caret stands before the next word, the end of a selection (`extending`) after it. */
  step(offset, by, forward, extending = false) {
    if (by === "text") return forward ? this.reading.end : (this.reading.starts[0] ?? 0);
    const { index, unit } = this.reading.place(offset, extending && !forward);
    if (by === "edge") return this.reading.offset(index, forward ? this.reading.paragraphs[index].text.length : 0);
    const ahead = forward && (extending || by === "sign") ? "ends" : "starts";
    return forward ? this.ahead(index, unit, by, ahead) : this.back(index, unit, by);
  }

  ahead(index, unit, by, edge) {
    for (let at = index; at < this.reading.paragraphs.length; at++) {
      const edges = this.bounds(at, by)[edge];
      const next = at === index ? below(edges, unit + 1) : 0;
      if (next < edges.length) return this.reading.offset(at, edges[next]);
    }
    return this.reading.end;
  }

  back(index, unit, by) {
    for (let at = index; at >= 0; at--) {
      const { starts } = this.bounds(at, by);
      const before = at === index ? below(starts, unit) : starts.length;
      if (before > 0) return this.reading.offset(at, starts[before - 1]);
    }
    return this.reading.starts[0] ?? 0;
  }

  /** The word, sentence or paragraph at an offset, else the next one: {start, end} or null. */
  at(offset, by) {
    const { index, unit } = this.reading.place(offset);
    for (let at = index; at < this.reading.paragraphs.length; at++) {
      const { starts, ends } = this.bounds(at, by);
      const found = at === index ? below(ends, unit + 1) : 0;
      if (found < starts.length) return { start: this.reading.offset(at, starts[found]), end: this.reading.offset(at, ends[found]) };
    }
    return null;
  }

  /** A selection made whole; one that is whole already takes the next one in. */
  select({ start, end }, by) {
    const first = this.at(start, by);
    if (!first) return null;
    const last = end > first.end ? this.at(end - 1, by) : first;
    if (start !== end && first.start === start && last.end === end) {
      return { start, end: this.at(end, by)?.end ?? end };
    }
    return { start: first.start, end: Math.max(first.end, last.end) };
  }
}

function wordsOf(segmenter, text) {
  const found = [];
  for (const { index, segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike || /\p{Extended_Pictographic}/u.test(segment)) found.push([index, index + segment.length]);
  }
  return found;
}

function signsOf(segmenter, text) {
  return Array.from(segmenter.segment(text), ({ index, segment }) => [index, index + segment.length]);
}

function sentencesOf(segmenter, text) {
  const found = [];
  let open = null;
  for (const { index, segment } of segmenter.segment(text)) {
    const end = index + segment.trimEnd().length;
    const start = index + segment.length - segment.trimStart().length;
    if (open) open[1] = end;
    else if (start < end) found.push((open = [start, end]));
    if (open && !SHORT.test(text.slice(Math.max(0, index + segment.length - 16), index + segment.length))) open = null;
  }
  return found;
}
