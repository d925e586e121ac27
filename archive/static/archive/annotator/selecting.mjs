/* The place in the text: a caret of the page's own, or words from an anchor to a focus; the browser's selection shows it. */

import { h } from "./page.mjs";

export class Selecting {
  constructor(paper, movement) {
    Object.assign(this, { paper, movement, anchor: paper.reading.starts[0] ?? 0, focus: paper.reading.starts[0] ?? 0 });
    this.caret = h("span", { class: "caret", "aria-hidden": "true", hidden: true });
    paper.root.append(this.caret);
    this.moved = () => {};
    this.pointed = () => {};
    this.listen();
  }

  get start() {
    return Math.min(this.anchor, this.focus);
  }

  get end() {
    return Math.max(this.anchor, this.focus);
  }

  get isCaret() {
    return this.anchor === this.focus;
  }

  /** The selected words' span without blanks at its ends; null for a caret. */
  get span() {
    return this.isCaret ? null : this.paper.reading.trim(this.start, this.end);
  }

  /** By a key: the page and the browser then show the same. */
  set(anchor, focus = anchor, { reveal = true } = {}) {
    [this.anchor, this.focus] = [anchor, focus];
    this.show(reveal);
    this.moved();
  }

  step({ by, forward }, extending) {
    const collapsing = !extending && !this.isCaret && by !== "text";
    const from = collapsing ? (forward ? this.end : this.start) : this.focus;
    const to = this.movement.step(from, by, forward, extending);
    this.set(extending ? this.anchor : to, to);
  }

  select(by) {
    const found = this.movement.select({ start: this.start, end: this.end }, by);
    if (found) this.set(found.start, found.end);
  }

  swap() {
    this.set(this.focus, this.anchor);
  }

  show(reveal = false) {
    const { paper } = this;
    if (this.isFocused) {
      const ahead = this.focus > this.anchor;
      document.getSelection().setBaseAndExtent(...paper.pointOf(this.anchor, !ahead && !this.isCaret), ...paper.pointOf(this.focus, ahead));
    }
    this.draw(reveal);
  }

  /** The caret stands where the next step starts from. */
  draw(reveal, again = false) {
    const range = document.createRange();
    const { index } = this.paper.reading.place(this.focus, this.focus > this.anchor);
    if (reveal) this.bringIntoView(index);
    range.setStart(...this.paper.pointOf(this.focus, this.focus > this.anchor));
    const box = range.getClientRects()[0] ?? this.paper.elements[index].getBoundingClientRect();
    const root = this.paper.root.getBoundingClientRect();
    this.caret.hidden = !this.isFocused;
    this.caret.style.transform = `translate(${box.left - root.left}px, ${box.top - root.top}px)`;
    this.caret.style.height = `${Math.min(box.height, 40)}px`;
    if (reveal || again) this.scrollTo();
  }

  get isFocused() {
    return this.paper.root.contains(document.activeElement);
  }

  /** An element that is not shown has no place to scroll to. */
  scrollTo() {
    const { hidden } = this.caret;
    this.caret.hidden = false;
    this.caret.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.caret.hidden = hidden;
  }

  /** A paragraph far away has only a guessed height until it is in sight. */
  bringIntoView(index) {
    if (this.paper.near.has(index)) return;
    this.paper.paragraph(index).scrollIntoView({ block: "nearest" });
    requestAnimationFrame(() => requestAnimationFrame(() => this.draw(false, true)));
  }

  listen() {
    const { root } = this.paper;
    document.addEventListener("selectionchange", () => this.read());
    // A pointer that brings the focus selects by itself, which nothing may write over.
    root.addEventListener("focus", () => !this.pointing && this.show());
    root.addEventListener("blur", () => (this.caret.hidden = true));
    let pointer = "mouse";
    root.addEventListener("pointerdown", (event) => {
      pointer = event.pointerType;
      this.pointing = true;
    });
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => (this.pointing = false));
    document.addEventListener("pointerup", (event) => {
      if (pointer !== "touch" && (root.contains(event.target) || this.fresh)) setTimeout(() => this.settle("mouse", event));
    });
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.pause);
      if (pointer === "touch" && this.fresh) this.pause = setTimeout(() => this.settle("touch"), 450);
    });
  }

  /** What the mouse or a finger selected; what a key selected is known. */
  read() {
    const selection = document.getSelection();
    if (!selection.rangeCount || !this.paper.root.contains(selection.anchorNode)) return;
    const anchor = this.paper.offsetOf(selection.anchorNode, selection.anchorOffset);
    const focus = this.paper.root.contains(selection.focusNode) ? this.paper.offsetOf(selection.focusNode, selection.focusOffset) : null;
    if (anchor === null || focus === null || (anchor === this.anchor && focus === this.focus)) return;
    [this.anchor, this.focus, this.fresh] = [anchor, focus, true];
  }

  settle(by, event) {
    const fresh = this.fresh;
    this.fresh = false;
    if (document.getSelection().isCollapsed) {
      if (by === "touch" || !event || event.target.closest?.(".handle, a, .caret")) return;
      if (fresh) this.anchor = this.focus;
    }
    this.draw(false);
    this.pointed(by, event);
  }
}
