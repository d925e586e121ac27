/* How the marks of statements cover the paragraphs. */

/** Text order: the earlier first, of two that start together the longer. */
export function byPosition(a, b) {
  return a.start - b.start || b.end - a.end || compareIds(a.id, b.id);
}

function compareIds(a, b) {
  if (typeof a === typeof b) return a < b ? -1 : Number(a > b);
  return typeof a === "number" ? -1 : 1; // what the server has not numbered yet comes last
}

/** The runs of a paragraph that are covered by the same marks: offsets, `ids` (outermost first), and which marks open and close there. */
export function splitRuns({ start, end }, marks) {
  const edges = new Set([start, end]);
  for (const mark of marks) {
    if (mark.start > start && mark.start < end) edges.add(mark.start);
    if (mark.end > start && mark.end < end) edges.add(mark.end);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, number) => {
    const to = cuts[number + 1];
    const covering = marks.filter((mark) => mark.start <= from && to <= mark.end);
    const ids = covering.map(({ id }) => id);
    const opens = covering.filter((mark) => mark.start === from).map(({ id }) => id);
    const closes = covering.filter((mark) => mark.end === to).map(({ id }) => id);
    return { start: from, end: to, ids, opens, closes };
  });
}

/** Map of id -> the lowest underline level that no overlapping mark uses; `marks` are in text order. */
export function assignLanes(marks) {
  const ends = [];
  return new Map(
    marks.map(({ id, start, end }) => {
      const free = ends.findIndex((used) => used <= start);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = end;
      return [id, lane];
    }),
  );
}

/** Knows which marks touch which paragraph, and which paragraphs must be rendered again when the marks change. */
export class MarkLayout {
  constructor(text) {
    this.text = text;
    this.marks = new Map();
    this.byParagraph = new Map();
    this.lanes = new Map();
  }

  /** `marks` are {id, start, end, appearance} in text order; returns the set of paragraph indexes whose appearance changed. */
  set(marks) {
    const [before, under] = [this.marks, this.lanes];
    const changedIndexes = new Set();
    const looksSame = (old, mark) =>
      old.start === mark.start &&
      old.end === mark.end &&
      old.appearance === mark.appearance &&
      under.get(mark.id) === this.lanes.get(mark.id);
    this.marks = new Map(marks.map((mark) => [mark.id, mark]));
    this.lanes = assignLanes(marks);
    for (const mark of marks) {
      const old = before.get(mark.id);
      if (old && looksSame(old, mark)) continue;
      for (const touched of old ? [old, mark] : [mark])
        this.eachParagraph(touched, (index) => changedIndexes.add(index));
    }
    for (const [id, old] of before)
      if (!this.marks.has(id)) this.eachParagraph(old, (index) => changedIndexes.add(index));
    if (changedIndexes.size) this.arrange(marks);
    return changedIndexes;
  }

  arrange(marks) {
    this.byParagraph = new Map();
    for (const mark of marks) {
      this.eachParagraph(mark, (index) => {
        const paragraphMarks = this.byParagraph.get(index);
        if (paragraphMarks) paragraphMarks.push(mark);
        else this.byParagraph.set(index, [mark]);
      });
    }
  }

  eachParagraph(mark, act) {
    const { paragraphs } = this.text;
    for (let index = this.text.paragraphAt(mark.start); index < paragraphs.length; index++) {
      if (paragraphs[index].start >= mark.end) return;
      if (paragraphs[index].end > mark.start) act(index);
    }
  }

  /** The runs of paragraph number `index`. */
  runs(index) {
    return splitRuns(this.text.paragraphs[index], this.byParagraph.get(index) ?? []);
  }

  /** The marks at an offset, innermost first; a caret at the end of a mark is still in it. */
  marksAt(offset) {
    const marksBefore = this.byParagraph.get(this.text.position(offset, true).index) ?? [];
    const marksAfter = this.byParagraph.get(this.text.position(offset).index) ?? [];
    const isInside = (mark) => mark.start <= offset && offset < mark.end;
    const around = [...new Set([...marksBefore, ...marksAfter])].filter((mark) => isInside(mark));
    const ended = around.length ? [] : marksBefore.filter((mark) => mark.end === offset);
    return [...around, ...ended].sort((a, b) => a.end - a.start - (b.end - b.start) || b.start - a.start);
  }
}
