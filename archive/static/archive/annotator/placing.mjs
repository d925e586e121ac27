/* The panel stands beside its words, as high as they are; on a small screen below, and the words move up. */

import { isDesktop } from "./page.mjs";

/** The bar takes one line or three; what sticks below it must know. */
export function watchBar(bar, below) {
  const measured = () => {
    const height = `${isDesktop() ? bar.offsetHeight : 0}px`;
    for (const element of below) element.style.setProperty("--bar", height);
  };
  new ResizeObserver(measured).observe(bar);
  measured();
}

export function place(panel, side, paper, span) {
  panel.style.marginTop = "";
  if (!isDesktop()) {
    const room = window.innerHeight - panel.offsetHeight;
    const box = boxOf(paper, span);
    if (box && (box.bottom > room - 12 || box.top < 70)) window.scrollBy({ top: Math.max(box.top - 90, box.bottom - room + 24 - Math.max(0, box.height - room + 120)), behavior: "instant" });
    return;
  }
  const box = boxOf(paper, span);
  if (!box) return;
  const from = side.getBoundingClientRect().top;
  const top = Math.max(0, Math.min(box.top - from - 40, window.innerHeight - 12 - panel.offsetHeight - from));
  panel.style.marginTop = `${top}px`;
  side.scrollTop = 0;
}

function boxOf(paper, span) {
  const box = paper.range(span.start, span.end).getBoundingClientRect();
  return box.height ? box : null;
}
