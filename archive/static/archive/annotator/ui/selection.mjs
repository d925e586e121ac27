/* The selection in the text: a caret that the page draws itself, or a span shown by the browser's own selection. */

import { h } from "./dom.mjs";

const TOUCH_DEBOUNCE_DELAY = 450; // milliseconds without a change until a selection by touch counts as finished

export class TextSelection {
  constructor(textView, movement) {
    const start = textView.text.starts[0] ?? 0;
    Object.assign(this, { textView, movement, anchor: start, focus: start, pendingPointerUp: null });
    this.caret = h("span", { class: "caret", "aria-hidden": "true", hidden: true });
    textView.root.append(this.caret);
    this.onMove = () => {};
    this.onPointer = () => {};
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

  get isFocused() {
    return this.textView.root.contains(document.activeElement);
  }

  /** The selected span without spaces at its ends; null for a caret. */
  get span() {
    return this.isCaret ? null : this.textView.text.trimSpan(this.start, this.end);
  }

  /** Sets the selection, as a key does; what the browser shows follows. */
  set(anchor, focus = anchor, { reveal = true } = {}) {
    [this.anchor, this.focus] = [anchor, focus];
    this.show(reveal);
    this.onMove();
  }

  step({ by, forward }, extending) {
    const isCollapsing = !extending && !this.isCaret && by !== "text";
    const from = isCollapsing ? (forward ? this.end : this.start) : this.focus;
    const to = this.movement.step(from, by, forward, extending);
    this.set(extending ? this.anchor : to, to);
  }

  select(by) {
    const span = this.movement.select({ start: this.start, end: this.end }, by);
    if (span) this.set(span.start, span.end);
  }

  swapEnds() {
    this.set(this.focus, this.anchor);
  }

  show(reveal = false) {
    const { textView } = this;
    if (this.isFocused) {
      const isForward = this.focus > this.anchor;
      const anchor = textView.domPosition(this.anchor, !isForward && !this.isCaret);
      document.getSelection().setBaseAndExtent(...anchor, ...textView.domPosition(this.focus, isForward));
    }
    this.drawCaret(reveal);
  }

  /** The caret stands where the next step starts. */
  drawCaret(reveal, isRepeated = false) {
    const { textView } = this;
    const isEnd = this.focus > this.anchor;
    const { index } = textView.text.position(this.focus, isEnd);
    if (reveal) this.revealParagraph(index);
    const range = document.createRange();
    range.setStart(...textView.domPosition(this.focus, isEnd));
    const box = range.getClientRects()[0] ?? textView.elements[index].getBoundingClientRect();
    const root = textView.root.getBoundingClientRect();
    this.caret.hidden = !this.isFocused;
    this.caret.style.transform = `translate(${box.left - root.left}px, ${box.top - root.top}px)`;
    this.caret.style.height = `${Math.min(box.height, 40)}px`;
    if (reveal || isRepeated) this.scrollToCaret();
  }

  /** A hidden element cannot be scrolled to. */
  scrollToCaret() {
    const { hidden } = this.caret;
    this.caret.hidden = false;
    this.caret.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.caret.hidden = hidden;
  }

  /** A paragraph far outside the viewport has only an estimated height until it is rendered. */
  revealParagraph(index) {
    if (this.textView.visible.has(index)) return;
    this.textView.paragraph(index).scrollIntoView({ block: "nearest" });
    requestAnimationFrame(() => requestAnimationFrame(() => this.drawCaret(false, true)));
  }

  listen() {
    const { root } = this.textView;
    let pointer = "mouse";
    document.addEventListener("selectionchange", () => this.readBrowserSelection());
    // A pointer that brings the focus selects by itself, and that selection must not be overwritten.
    root.addEventListener("focus", () => !this.isPointing && this.show());
    root.addEventListener("blur", () => {
      this.caret.hidden = true;
    });
    root.addEventListener("pointerdown", (event) => {
      pointer = event.pointerType;
      this.isPointing = true;
    });
    for (const end of ["pointerup", "pointercancel"]) {
      document.addEventListener(end, () => {
        this.isPointing = false;
      });
    }
    document.addEventListener("pointerup", (event) => {
      if (pointer === "touch" || !(root.contains(event.target) || this.isNew)) return;
      this.pendingPointerUp = event;
      setTimeout(() => this.flush());
    });
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.touchTimer);
      if (pointer === "touch" && this.isNew)
        this.touchTimer = setTimeout(() => this.finishSelection("touch"), TOUCH_DEBOUNCE_DELAY);
    });
  }

  /** Takes over what a mouse or a finger selected; what a key selected is known. */
  readBrowserSelection() {
    const { textView } = this;
    const selection = document.getSelection();
    if (!selection.rangeCount || !textView.root.contains(selection.anchorNode)) return;
    const anchor = textView.offsetOf(selection.anchorNode, selection.anchorOffset);
    const hasFocus = textView.root.contains(selection.focusNode);
    const focus = hasFocus ? textView.offsetOf(selection.focusNode, selection.focusOffset) : null;
    if (anchor === null || focus === null || (anchor === this.anchor && focus === this.focus)) return;
    [this.anchor, this.focus, this.isNew] = [anchor, focus, true];
  }

  /** A mouse's selection is known a moment after the button is up; a key pressed before that must find it. */
  flush() {
    const event = this.pendingPointerUp;
    this.pendingPointerUp = null;
    if (!event) return;
    this.readBrowserSelection();
    this.finishSelection("mouse", event);
  }

  finishSelection(pointer, event) {
    const { isNew } = this;
    this.isNew = false;
    if (document.getSelection().isCollapsed) {
      if (pointer === "touch" || !event || event.target.closest?.(".handle, a, .caret")) return;
      if (isNew) this.anchor = this.focus;
    }
    this.drawCaret(false);
    this.onPointer(pointer);
  }
}
