/* The bar at selected words: copies a link to them, the words with their origin, or a citation. */

import { announce, copyAndAnnounce } from "./copying.mjs";
import { readSelection } from "./selection.mjs";

const DEBOUNCE_DELAY = 250; // milliseconds in which a selection does not change, before the bar comes

export class QuoteBar {
  constructor(template) {
    this.bar = template.content.firstElementChild.cloneNode(true);
    this.status = this.bar.querySelector("[role=status]");
    this.place = null; // the address of what the server says of the selected words
    this.copies = new Map(); // what the server said of a place
    this.listen();
  }

  listen() {
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.updateForSelection(), DEBOUNCE_DELAY);
    });
    this.bar.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
    this.bar.addEventListener("click", (event) => this.onClick(event));
    document.addEventListener("keydown", (event) => this.onKey(event));
    for (const link of document.querySelectorAll("a.para-number")) {
      link.addEventListener("click", () => this.selectParagraph(link));
    }
  }

  /** Shows the bar at the words that are selected now, or takes it away. */
  updateForSelection() {
    const selection = getSelection();
    if (this.bar.contains(document.activeElement)) return;
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const quotation = range && readSelection(range);
    if (quotation) this.show(quotation, range);
    else this.hide();
  }

  show({ address, last }, range) {
    if (this.place === address && this.bar.isConnected) return;
    const isNew = !this.bar.isConnected;
    this.place = address;
    last.after(this.bar);
    this.move(range);
    if (isNew) this.status.dataset.hintTimer = String(setTimeout(() => this.announceUsage(), DEBOUNCE_DELAY));
  }

  /** For the ear only: to the eye the bar says it. */
  announceUsage() {
    if (!this.bar.isConnected || this.status.textContent) return;
    this.status.classList.add("visually-hidden");
    announce(this.status, this.status.dataset.selected);
  }

  /** Below the end of the words; on small screens the style puts the bar at the foot of the window. */
  move(range) {
    const parent = this.bar.offsetParent ?? document.body;
    const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
    const end = rects.at(-1);
    if (!end) return;
    const frame = parent.getBoundingClientRect();
    const maxStart = Math.max(0, frame.width - this.bar.offsetWidth);
    const start = Math.min(Math.max(0, end.right - frame.left - this.bar.offsetWidth / 2), maxStart);
    this.bar.style.setProperty("--bar-top", `${end.bottom - frame.top + 8}px`);
    this.bar.style.setProperty("--bar-start", `${start}px`);
  }

  hide() {
    clearTimeout(Number(this.status.dataset.hintTimer));
    this.status.replaceChildren();
    this.bar.remove();
    this.place = null;
  }

  /** All words of the paragraph whose number was chosen: the way for keys and fingers. */
  selectParagraph(link) {
    const paragraph = link.parentElement.querySelector("[data-paragraph]");
    if (paragraph) getSelection().selectAllChildren(paragraph);
  }

  async read(place) {
    if (!this.copies.has(place)) {
      const response = await fetch(place);
      if (!response.ok) throw new Error(String(response.status));
      this.copies.set(place, await response.json());
    }
    return this.copies.get(place);
  }

  onClick(event) {
    const format = event.target.closest("button")?.dataset.copy;
    if (!format || !this.place) return;
    this.status.classList.remove("visually-hidden");
    const text = this.read(this.place).then((copies) => copies[format]);
    text.catch(() => {}); // announced by copyAndAnnounce
    copyAndAnnounce(text, this.status, this.status.dataset);
  }

  onKey(event) {
    if (!this.bar.isConnected) return;
    if (event.key === "Escape") {
      const inside = this.bar.contains(document.activeElement);
      if (inside) this.bar.parentElement.querySelector("a.para-number")?.focus();
      getSelection().removeAllRanges();
      this.hide();
      event.preventDefault();
    } else if (event.key.startsWith("Arrow") && this.bar.contains(event.target)) {
      this.onArrow(event);
    }
  }

  /** Arrows go from button to button, as in any toolbar; with Shift they change where the words end. */
  onArrow(event) {
    const forward = event.key === "ArrowRight" || event.key === "ArrowDown";
    event.preventDefault();
    if (event.shiftKey) {
      getSelection().modify("extend", forward ? "forward" : "backward", "word");
      this.place = readSelection(getSelection().getRangeAt(0))?.address ?? this.place;
      return;
    }
    const buttons = [...this.bar.querySelectorAll("button")];
    const index = buttons.indexOf(document.activeElement) + (forward ? 1 : -1);
    buttons[(index + buttons.length) % buttons.length].focus();
  }
}
