/* The text on the page: marks laid over its paragraphs, and the way between places in it and offsets. */

import { below, Reading } from "./reading.mjs";
import { h, inSlices, say } from "./page.mjs";

export class Paper {
  constructor(root) {
    this.root = root;
    this.elements = [...root.querySelectorAll(".para > p")];
    const parts = this.elements.map((element) => [element.textContent, Number(element.parentElement.dataset.start)]);
    this.reading = new Reading(parts, root.lang);
    this.indexes = new Map(this.elements.map((element, index) => [element, index]));
    this.pieces = this.elements.map((element) => [{ node: element.firstChild ?? element, start: 0 }]);
    this.places = new WeakMap();
    this.refs = new Map();
    this.waiting = new Set();
    this.near = new Set();
    this.laid = () => {};
    this.watch();
  }

  watch() {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) this.near.add(this.indexes.get(target));
          else this.near.delete(this.indexes.get(target));
        }
      },
      { rootMargin: "300px" },
    );
    for (const element of this.elements) observer.observe(element);
  }

  paragraph(index) {
    return this.elements[index].parentElement;
  }

  /** Lays the paragraphs anew that are in sight, and the others when there is time. */
  refresh(indexes, lay) {
    this.stop?.();
    for (const index of indexes) this.waiting.add(index);
    const act = (index) => {
      this.waiting.delete(index);
      this.lay(index, lay(index));
    };
    for (const index of this.near) if (this.waiting.has(index)) act(index);
    this.laid();
    this.stop = inSlices([...this.waiting], act, () => (this.root.dataset.laid = "all"));
  }

  /** `runs` are those of laying.mjs; `look` of a mark is {classes, number, label, current}. */
  lay(index, { runs, look }) {
    const { text } = this.reading.paragraphs[index];
    const [parts, pieces] = [[], []];
    let unit = 0;
    for (const run of runs) {
      const last = this.unitOf(index, run.end);
      const node = document.createTextNode(text.slice(unit, last));
      parts.push(run.ids.length ? wrap(node, run, look) : node);
      for (const id of [...run.closes].reverse()) parts.push(this.ref(id, look(id)));
      pieces.push({ node, start: unit });
      this.places.set(node, unit);
      unit = last;
    }
    this.elements[index].replaceChildren(...parts);
    this.pieces[index] = pieces;
  }

  ref(id, { number, hue }) {
    const ref = h("a", { class: `ref hue-${hue}`, href: `#n${id}`, "data-ref": id, tabindex: "-1", "aria-label": say("statementNumber", { number }) }, String(number));
    this.refs.set(id, ref);
    return ref;
  }

  unitOf(index, offset) {
    const { start, signs, text } = this.reading.paragraphs[index];
    return Math.min(offset - start + below(signs, offset - start), text.length);
  }

  number(id, number) {
    const ref = this.refs.get(id);
    if (ref && ref.textContent !== String(number)) {
      ref.textContent = number;
      ref.setAttribute("aria-label", say("statementNumber", { number }));
    }
  }

  /** The offset of a place in the page; null outside the text. */
  offsetOf(node, offset) {
    const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".para > p");
    if (!element || !this.root.contains(element)) return this.offsetAround(node, offset);
    const index = this.indexes.get(element);
    if (node.nodeType === Node.TEXT_NODE) {
      const start = this.places.get(node) ?? (this.pieces[index][0].node === node ? 0 : null);
      if (start !== null) return this.reading.offset(index, start + offset);
    }
    const point = document.createRange();
    point.setStart(node, offset);
    const next = this.pieces[index].find((piece) => point.comparePoint(piece.node, 0) >= 0);
    return this.reading.offset(index, next ? next.start : this.reading.paragraphs[index].text.length);
  }

  /** A place between paragraphs, as a threefold click leaves it, stands at the start of the next one. */
  offsetAround(node, offset) {
    if (!this.root.contains(node)) return null;
    const point = document.createRange();
    point.setStart(node, offset);
    const index = this.elements.findIndex((element) => point.comparePoint(element, 0) >= 0);
    return index < 0 ? this.reading.end : this.reading.paragraphs[index].start;
  }

  /** [node, offset in it] of an offset. */
  pointOf(offset, ending = false) {
    const { index, unit } = this.reading.place(offset, ending);
    const pieces = this.pieces[index];
    let at = below(pieces.map(({ start }) => start), ending && unit > 0 ? unit : unit + 1) - 1;
    at = Math.max(0, at);
    return [pieces[at].node, unit - pieces[at].start];
  }

  range(start, end) {
    const range = document.createRange();
    range.setStart(...this.pointOf(start));
    range.setEnd(...this.pointOf(end, true));
    return range;
  }

  /** The offset under the pointer; null where there is no text. */
  offsetUnder(x, y) {
    if (document.caretPositionFromPoint) {
      const found = document.caretPositionFromPoint(x, y);
      return found && this.root.contains(found.offsetNode) ? this.offsetOf(found.offsetNode, found.offset) : null;
    }
    const range = document.caretRangeFromPoint?.(x, y);
    return range && this.root.contains(range.startContainer) ? this.offsetOf(range.startContainer, range.startOffset) : null;
  }
}

/** The current mark's handles stand within it, so that no line breaks between them and the words. */
function wrap(node, { ids, opens, closes }, look) {
  const wrapped = ids.slice(0, 6).reduceRight((inner, id) => h("span", { class: look(id).classes }, inner), node);
  wrapped.dataset.ids = ids.join(" ");
  if (opens.some((id) => look(id).current)) wrapped.prepend(handle("start"));
  if (closes.some((id) => look(id).current)) wrapped.append(handle("end"));
  return wrapped;
}

function handle(edge) {
  return h("span", { class: `handle handle-${edge}`, "data-handle": edge, "aria-hidden": "true" });
}
