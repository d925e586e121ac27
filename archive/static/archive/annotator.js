// The annotate page: selecting in the text fills in the form; the list and the text show each other's statements.

import { guess, span, units, words } from "./annotator-offsets.mjs";

const text = document.getElementById("text");
const form = document.getElementById("form");
const elements = [...text.querySelectorAll("[data-start]")];
const pieces = elements.map((element) => ({ start: Number(element.dataset.start), text: element.textContent }));

// ---- From a selection to the form ----

function boundary(node, offset, atEnd) {
  const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (element && node.nodeType === Node.TEXT_NODE) return { piece: elements.indexOf(element), units: offset };
  const point = document.createRange();
  point.setStart(node, offset);
  const after = elements.findIndex((piece) => point.comparePoint(piece, 0) >= 0);
  if (!atEnd) return after < 0 ? null : { piece: after, units: 0 };
  const before = (after < 0 ? elements.length : after) - 1;
  return before < 0 ? null : { piece: before, units: pieces[before].text.length };
}

function selected() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  const inside = document.createRange();
  inside.selectNodeContents(text);
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
  const from = boundary(inside.startContainer, inside.startOffset, false);
  const to = boundary(inside.endContainer, inside.endOffset, true);
  return from && to ? span(pieces, from, to) : null;
}

function position(offset, atEnd) {
  const index = pieces.findLastIndex((piece) => (atEnd ? piece.start < offset : piece.start <= offset));
  return [elements[index].firstChild, units(pieces[index].text, offset - pieces[index].start)];
}

function outline(chosen) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("chosen");
  if (!chosen) return;
  const range = document.createRange();
  range.setStart(...position(chosen.start, false));
  range.setEnd(...position(chosen.end, true));
  CSS.highlights.set("chosen", new Highlight(range));
}

function field(name) {
  return form.elements.namedItem(name);
}

function take(chosen) {
  field("words").value = chosen.words;
  field("start").value = chosen.start;
  field("end").value = chosen.end;
  form.querySelector(".offers")?.remove();
  show(chosen);
  attribute(chosen);
}

function show(chosen) {
  outline(chosen);
  const paragraph = chosen && position(chosen.start, false)[0].parentElement.closest(".para");
  document.getElementById("where").textContent = chosen ? `¶ ${paragraph.id.slice(1)}` : "";
  const bar = document.getElementById("selected-bar");
  bar.hidden = !chosen || formInView;
  bar.querySelector(".selected-words").textContent = chosen ? chosen.words : "";
}

let attributed = false;
let formInView = false;

function watchForm() {
  new IntersectionObserver(([entry]) => {
    formInView = entry.isIntersecting;
    document.getElementById("selected-bar").hidden = formInView || !field("start").value;
  }).observe(form);
}

function attribute({ start, end, words: chosen }) {
  const attribution = field("attribution");
  if (attributed) return;
  const around = [words(pieces, start - 1, start), words(pieces, end, end + 1)];
  const guessed = guess(around[0], chosen, around[1], text.closest(".sheet").dataset.translated);
  if (guessed || attribution.dataset.guessed) attribution.value = guessed;
  attribution.dataset.guessed = guessed;
}

function takeSelected() {
  const chosen = selected();
  if (chosen) take(chosen);
}

function watchSelection() {
  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(takeSelected, 120);
  });
  field("words").addEventListener("input", () => {
    field("start").value = field("end").value = "";
    show(null);
  });
  attributed = field("attribution").value !== "";
  field("attribution").addEventListener("change", () => (attributed = true));
}

// ---- Between the text and the list ----

function light(ids, on) {
  for (const id of ids) {
    document.getElementById(`n${id}`)?.classList.toggle("is-lit", on);
    for (const piece of text.querySelectorAll(`[data-ids~="${id}"]`)) piece.classList.toggle("is-lit", on);
  }
}

function lightWhilePointed(element, ids) {
  for (const event of ["pointerenter", "focusin"]) element.addEventListener(event, () => light(ids, true));
  for (const event of ["pointerleave", "focusout"]) element.addEventListener(event, () => light(ids, false));
}

function showInList(piece) {
  if (!document.getSelection().isCollapsed) return;
  const note = document.getElementById(`n${piece.dataset.ids.split(" ").at(-1)}`);
  const side = note.closest(".side");
  if (getComputedStyle(side).overflowY !== "visible") note.scrollIntoView({ block: "nearest" });
}

for (const note of document.querySelectorAll(".statements > li")) lightWhilePointed(note, [note.dataset.id]);
for (const piece of text.querySelectorAll("[data-ids]")) {
  lightWhilePointed(piece, piece.dataset.ids.split(" "));
  piece.addEventListener("click", () => showInList(piece));
}
if (form) {
  watchSelection();
  watchForm();
  const [start, end] = [field("start").value, field("end").value];
  if (start && end) show({ start: Number(start), end: Number(end), words: field("words").value });
  takeSelected(); // what was selected before this script was there
}
