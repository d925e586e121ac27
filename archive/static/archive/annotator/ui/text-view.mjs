/* The text on the page: renders marks over its paragraphs, and converts between DOM positions and offsets. */

import { gettext, interpolate } from "../catalog.mjs";
import { DocumentText, lowerBound } from "../text/document-text.mjs";
import { h, inTimeSlices } from "./dom.mjs";

export class TextView {
  constructor(root) {
    this.root = root;
    this.elements = [...root.querySelectorAll(".para > p")];
    const parts = this.elements.map((element) => [element.textContent, Number(element.parentElement.dataset.start)]);
    this.text = new DocumentText(parts, root.lang);
    this.indexes = new Map(this.elements.map((element, index) => [element, index]));
    this.segments = this.elements.map((element) => [{ node: element.firstChild ?? element, start: 0 }]);
    this.segmentStarts = new WeakMap(); // text node -> the unit it starts at
    this.references = new Map(); // id -> the element with a statement's number
    this.pending = new Set(); // indexes of paragraphs to be rendered again
    this.visible = new Set(); // indexes of the paragraphs in and near the viewport
    this.onRender = () => {};
    this.onVisible = () => {};
    this.observeVisibility();
  }

  observeVisibility() {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) this.visible.add(this.indexes.get(target));
          else this.visible.delete(this.indexes.get(target));
        }
        this.onVisible();
      },
      { rootMargin: "300px" },
    );
    for (const element of this.elements) observer.observe(element);
  }

  /** [start, end] of the paragraphs in and near the viewport. */
  visibleSpan() {
    const indexes = [...this.visible];
    if (!indexes.length) return [0, 0];
    const { paragraphs } = this.text;
    return [paragraphs[Math.min(...indexes)].start, paragraphs[Math.max(...indexes)].end];
  }

  /** Whether a span is in or near the viewport. */
  isNear(start, end) {
    return this.visible.has(this.text.paragraphAt(start)) || this.visible.has(this.text.paragraphAt(end - 1));
  }

  /** Whether a span begins on the screen. */
  isOnScreen(start, end) {
    if (!this.isNear(start, end)) return false;
    const { top } = this.range(start, end).getBoundingClientRect();
    return top >= 0 && top < window.innerHeight;
  }

  paragraph(index) {
    return this.elements[index].parentElement;
  }

  /** Renders visible paragraphs at once and the others in time slices; `runsOf(index)` returns what `render` needs. */
  refresh(indexes, runsOf) {
    this.stop?.();
    for (const index of indexes) this.pending.add(index);
    const act = (index) => {
      this.pending.delete(index);
      this.render(index, runsOf(index));
    };
    for (const index of this.visible) if (this.pending.has(index)) act(index);
    this.onRender();
    this.stop = inTimeSlices([...this.pending], act, () => {
      this.root.dataset.rendered = "all";
    });
  }

  /** `runs` are those of MarkLayout; `appearance(id)` of a mark is {classes, number, hue, isCurrent}. */
  render(index, { runs, appearance }) {
    const { text } = this.text.paragraphs[index];
    const [parts, segments] = [[], []];
    let start = 0;
    for (const run of runs) {
      const end = this.unitOf(index, run.end);
      const node = document.createTextNode(text.slice(start, end));
      parts.push(run.ids.length ? wrap(node, run, appearance) : node);
      for (const id of [...run.closes].reverse()) parts.push(this.reference(id, appearance(id)));
      segments.push({ node, start });
      this.segmentStarts.set(node, start);
      start = end;
    }
    this.elements[index].replaceChildren(...parts);
    this.segments[index] = segments;
  }

  reference(id, { number, hue }) {
    const attributes = {
      class: `ref hue-${hue}`,
      href: `#n${id}`,
      "data-statement-id": id,
      tabindex: "-1",
      "aria-label": referenceLabel(number),
    };
    const reference = h("a", attributes, String(number));
    this.references.set(id, reference);
    return reference;
  }

  renumber(id, number) {
    const reference = this.references.get(id);
    if (reference && reference.textContent !== String(number)) {
      reference.textContent = number;
      reference.setAttribute("aria-label", referenceLabel(number));
    }
  }

  unitOf(index, offset) {
    const { start, pairPoints, text } = this.text.paragraphs[index];
    return Math.min(offset - start + lowerBound(pairPoints, offset - start), text.length);
  }

  /** The offset of a DOM position; null outside the text. */
  offsetOf(node, domOffset) {
    const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".para > p");
    if (!element || !this.root.contains(element)) return this.offsetBetween(node, domOffset);
    const index = this.indexes.get(element);
    if (node.nodeType === Node.TEXT_NODE) {
      const start = this.segmentStarts.get(node) ?? (this.segments[index][0].node === node ? 0 : null);
      if (start !== null) return this.text.offsetAt(index, start + domOffset);
    }
    const point = document.createRange();
    point.setStart(node, domOffset);
    const next = this.segments[index].find((segment) => point.comparePoint(segment.node, 0) >= 0);
    return this.text.offsetAt(index, next ? next.start : this.text.paragraphs[index].text.length);
  }

  /** A position between paragraphs, as a triple click leaves it, counts as the start of the next one. */
  offsetBetween(node, domOffset) {
    if (!this.root.contains(node)) return null;
    const point = document.createRange();
    point.setStart(node, domOffset);
    const index = this.elements.findIndex((element) => point.comparePoint(element, 0) >= 0);
    return index < 0 ? this.text.end : this.text.paragraphs[index].start;
  }

  /** [node, offset in it] of an offset in the text. */
  domPosition(offset, isEnd = false) {
    const { index, unit } = this.text.position(offset, isEnd);
    const segments = this.segments[index];
    const starts = segments.map(({ start }) => start);
    const at = Math.max(0, lowerBound(starts, isEnd && unit > 0 ? unit : unit + 1) - 1);
    return [segments[at].node, unit - segments[at].start];
  }

  range(start, end) {
    const range = document.createRange();
    range.setStart(...this.domPosition(start));
    range.setEnd(...this.domPosition(end, true));
    return range;
  }

  /** The offset under a point of the viewport; null where there is no text. */
  offsetAtPoint(x, y) {
    if (document.caretPositionFromPoint) {
      const position = document.caretPositionFromPoint(x, y);
      const isInside = position && this.root.contains(position.offsetNode);
      return isInside ? this.offsetOf(position.offsetNode, position.offset) : null;
    }
    const range = document.caretRangeFromPoint?.(x, y);
    return range && this.root.contains(range.startContainer)
      ? this.offsetOf(range.startContainer, range.startOffset)
      : null;
  }
}

function referenceLabel(number) {
  return interpolate(gettext("Statement %(number)s"), { number });
}

const MAX_DEPTH = 6; // marks nested in one another; further ones are not drawn

/** The current mark's handles stand within it, so that no line breaks between them and the words. */
function wrap(node, { ids, opens, closes }, appearance) {
  const wrapped = ids
    .slice(0, MAX_DEPTH)
    .reduceRight((inner, id) => h("span", { class: appearance(id).classes }, inner), node);
  wrapped.dataset.ids = ids.join(" ");
  if (opens.some((id) => appearance(id).isCurrent)) wrapped.prepend(handle("start"));
  if (closes.some((id) => appearance(id).isCurrent)) wrapped.append(handle("end"));
  return wrapped;
}

function handle(edge) {
  return h("span", { class: `handle handle-${edge}`, "data-handle": edge, "aria-hidden": "true" });
}
