/* Where selected words stand in a text: paragraphs, and code points in them, as the server counts. */

/** What is in a paragraph but not of its words: numbers of notes, what is said for the ear only. */
const EXCLUDED_ELEMENTS = ".ref, .visually-hidden";

/** How many code points a text has. */
export function countCodePoints(text) {
  let points = 0;
  for (const _character of text) points += 1;
  return points;
}

/** The code points of the paragraph's words before a position in it. */
function codePointsBefore(paragraph, container, offset) {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(container, offset);
  const part = range.cloneContents();
  for (const element of part.querySelectorAll(EXCLUDED_ELEMENTS)) element.remove();
  return countCodePoints(part.textContent);
}

function paragraphText(paragraph) {
  const copy = paragraph.cloneNode(true);
  for (const element of copy.querySelectorAll(EXCLUDED_ELEMENTS)) element.remove();
  return copy.textContent;
}

/** The text with the selection, or the one the selection reaches into; null for none. */
function quotableContainer(range) {
  const around = elementOf(range.commonAncestorContainer);
  return around.closest("[data-passage-url]") ?? around.querySelector("[data-passage-url]");
}

/** {address, last}: where the server says what to copy of a range, and the element it ends in; null for none. */
export function readSelection(range) {
  const text = quotableContainer(range);
  const words = text ? markOf(range, text) : null;
  if (words) return { address: addressOf(text, words.mark), last: words.last };
  const title = elementOf(range.commonAncestorContainer).closest("[data-title-url]");
  return title ? { address: `${title.dataset.titleUrl}?mark=title`, last: title } : null;
}

function addressOf(text, mark) {
  return `${text.dataset.passageUrl}?${new URLSearchParams({ mark, version: text.dataset.version })}`;
}

function elementOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
}

/** {mark, last}: the words of a range as the address of a link says it, and the paragraph they end in. Null for none. */
function markOf(range, text) {
  const touched = [...text.querySelectorAll("[data-paragraph]")].filter((paragraph) => range.intersectsNode(paragraph));
  const ends = touched.map((paragraph) => {
    const holds = (node) => paragraph.contains(node);
    const start = holds(range.startContainer)
      ? codePointsBefore(paragraph, range.startContainer, range.startOffset)
      : 0;
    const end = holds(range.endContainer)
      ? codePointsBefore(paragraph, range.endContainer, range.endOffset)
      : countCodePoints(paragraphText(paragraph));
    return { paragraph, start, end };
  });
  const parts = ends.filter(({ start, end }) => start < end);
  if (parts.length === 0) return null;
  const [first, last] = [parts[0], parts.at(-1)];
  const words = parts.length > 1 || hasWords(first);
  const place = (part, offset) => `p${part.paragraph.dataset.paragraph}.${offset}`;
  return words ? { mark: `${place(first, first.start)}-${place(last, last.end)}`, last: last.paragraph } : null;
}

function hasWords({ paragraph, start, end }) {
  return [...paragraphText(paragraph)].slice(start, end).join("").trim() !== "";
}
