/* Where a step by character, word, sentence or paragraph leads, and which of them is at an offset. */

import { lowerBound } from "./document-text.mjs";

// A full stop after these ends no sentence, nor does one after a single capital letter.
const ABBREVIATION =
  /(?:^|[\s(“"])(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Lt|Col|Capt|Sgt|Hon|Rev|Gov|Amb|No|vs|cf|e\.g|i\.e|\p{Lu})\.\s*$/u;
const CACHE_SIZE = 64; // paragraphs whose boundaries are remembered

export class Movement {
  constructor(text) {
    this.text = text;
    this.words = new Intl.Segmenter(text.language, { granularity: "word" });
    this.sentences = new Intl.Segmenter(text.language, { granularity: "sentence" });
    this.cache = new Map();
  }

  /** {starts, ends}, in units, of the words, sentences … of a paragraph. */
  bounds(index, by) {
    const key = `${by} ${index}`;
    if (!this.cache.has(key)) {
      if (this.cache.size >= CACHE_SIZE) this.cache.delete(this.cache.keys().next().value);
      this.cache.set(key, this.segments(this.text.paragraphs[index].text, by));
    }
    return this.cache.get(key);
  }

  segments(text, by) {
    if (by === "paragraph") return text ? { starts: [0], ends: [text.length] } : { starts: [], ends: [] };
    const segments =
      by === "word"
        ? wordsOf(this.words, text)
        : by === "sentence"
          ? sentencesOf(this.sentences, text)
          : charactersOf(this.text.graphemes, text);
    return { starts: segments.map(([start]) => start), ends: segments.map(([, end]) => end) };
  }

  /** Where a step leads. Forward, a caret stops before the next word, the end of a selection (`extending`) after it. */
  step(offset, by, forward, extending = false) {
    if (by === "text") return forward ? this.text.end : (this.text.starts[0] ?? 0);
    const { index, unit } = this.text.position(offset, extending && !forward);
    if (by === "edge") return this.text.offsetAt(index, forward ? this.text.paragraphs[index].text.length : 0);
    const ahead = forward && (extending || by === "character") ? "ends" : "starts";
    return forward ? this.ahead(index, unit, by, ahead) : this.back(index, unit, by);
  }

  ahead(index, unit, by, edge) {
    for (let at = index; at < this.text.paragraphs.length; at++) {
      const edges = this.bounds(at, by)[edge];
      const next = at === index ? lowerBound(edges, unit + 1) : 0;
      if (next < edges.length) return this.text.offsetAt(at, edges[next]);
    }
    return this.text.end;
  }

  back(index, unit, by) {
    for (let at = index; at >= 0; at--) {
      const { starts } = this.bounds(at, by);
      const before = at === index ? lowerBound(starts, unit) : starts.length;
      if (before > 0) return this.text.offsetAt(at, starts[before - 1]);
    }
    return this.text.starts[0] ?? 0;
  }

  /** The word, sentence or paragraph at an offset, or else the next one: {start, end} or null. */
  segmentAt(offset, by) {
    const { index, unit } = this.text.position(offset);
    for (let at = index; at < this.text.paragraphs.length; at++) {
      const { starts, ends } = this.bounds(at, by);
      const nearest = at === index ? lowerBound(ends, unit + 1) : 0;
      if (nearest < starts.length)
        return { start: this.text.offsetAt(at, starts[nearest]), end: this.text.offsetAt(at, ends[nearest]) };
    }
    return null;
  }

  /** The selection extended to whole words, sentences …; if it is whole already, with the next one added. */
  select({ start, end }, by) {
    const first = this.segmentAt(start, by);
    if (!first) return null;
    const last = end > first.end ? this.segmentAt(end - 1, by) : first;
    if (start !== end && first.start === start && last.end === end) {
      return { start, end: this.segmentAt(end, by)?.end ?? end };
    }
    return { start: first.start, end: Math.max(first.end, last.end) };
  }
}

function wordsOf(segmenter, text) {
  const words = [];
  for (const { index, segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike || /\p{Extended_Pictographic}/u.test(segment)) words.push([index, index + segment.length]);
  }
  return words;
}

function charactersOf(segmenter, text) {
  return Array.from(segmenter.segment(text), ({ index, segment }) => [index, index + segment.length]);
}

function sentencesOf(segmenter, text) {
  const sentences = [];
  let open = null;
  for (const { index, segment } of segmenter.segment(text)) {
    const end = index + segment.trimEnd().length;
    const start = index + segment.length - segment.trimStart().length;
    if (open) open[1] = end;
    else if (start < end) {
      open = [start, end];
      sentences.push(open);
    }
    if (open && !ABBREVIATION.test(text.slice(Math.max(0, index + segment.length - 16), index + segment.length)))
      open = null;
  }
  return sentences;
}
