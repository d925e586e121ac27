/* Moving the boundaries of the current statement, with the pointer or by keys. */

const DEBOUNCE_DELAY = 700; // milliseconds after the last key until the new boundaries are saved

export class BoundaryHandles {
  /** `callbacks`: current(), preview(span or null), save(statement, span). */
  constructor(textView, movement, callbacks) {
    Object.assign(this, { textView, movement, callbacks, drag: null, pending: null });
    textView.root.addEventListener("pointerdown", (event) => this.onDown(event));
    document.addEventListener("pointermove", (event) => this.onMove(event));
    document.addEventListener("pointerup", () => this.onUp());
    document.addEventListener("pointercancel", () => this.endDrag());
  }

  onDown(event) {
    const handle = event.target.closest(".handle");
    if (handle) this.flush();
    const statement = this.callbacks.current();
    if (!handle || !statement?.may_change) return;
    event.preventDefault();
    this.drag = { edge: handle.dataset.handle, statement, span: { start: statement.start, end: statement.end } };
    this.textView.root.classList.add("is-dragging");
  }

  onMove(event) {
    if (!this.drag) return;
    event.preventDefault();
    const { span, edge } = this.drag;
    const offset = this.textView.offsetAtPoint(event.clientX, event.clientY);
    if (offset === null) return;
    const moved = this.moveEdge(span, edge, event.altKey ? offset : this.wordBoundary(offset, edge));
    if (!moved) return;
    this.drag.span = moved;
    this.callbacks.preview(moved);
  }

  /** The pointer moves by whole words; with Alt, by characters. */
  wordBoundary(offset, edge) {
    const word = this.movement.segmentAt(offset, "word");
    if (!word || offset <= word.start || offset >= word.end) return offset;
    return edge === "start" ? word.start : word.end;
  }

  moveEdge({ start, end }, edge, offset) {
    const isStart = edge === "start";
    if (isStart ? offset >= end : offset <= start) return null;
    return this.textView.text.trimSpan(isStart ? offset : start, isStart ? end : offset);
  }

  onUp() {
    if (!this.drag) return;
    const { statement, span } = this.drag;
    this.endDrag();
    this.save(statement, span);
  }

  get isPending() {
    return this.pending !== null;
  }

  /** Drops what the keys have moved so far. */
  cancel() {
    clearTimeout(this.timer);
    this.pending = null;
    this.endDrag();
  }

  endDrag() {
    this.drag = null;
    this.textView.root.classList.remove("is-dragging");
    this.callbacks.preview(null);
  }

  save(statement, span) {
    if (span.start !== statement.start || span.end !== statement.end) this.callbacks.save(statement, span);
  }

  /** Moves an edge by a word, outward or inward; several keys in a row are one change. */
  adjust({ edge, forward }) {
    const current = this.callbacks.current();
    if (!current?.may_change) return;
    if (this.pending && this.pending.statement.id !== current.id) this.flush();
    const { statement, span } = this.pending ?? { statement: current, span: current };
    const offset = this.movement.step(span[edge], "word", forward, edge === "end" && forward);
    const moved = this.moveEdge(span, edge, offset) ?? span;
    clearTimeout(this.timer);
    this.pending = { statement, span: { start: moved.start, end: moved.end } };
    this.timer = setTimeout(() => this.flush(), DEBOUNCE_DELAY);
    this.callbacks.preview(this.pending.span);
  }

  /** Saves what the keys have moved so far. */
  flush() {
    clearTimeout(this.timer);
    if (!this.pending) return;
    const { statement, span } = this.pending;
    this.pending = null;
    this.callbacks.preview(null);
    this.save(statement, span);
  }
}
