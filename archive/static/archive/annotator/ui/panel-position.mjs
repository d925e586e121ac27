/* The panel stands beside its words, at their height; on a small screen at the bottom, and the words scroll up. */

import { isDesktop } from "./dom.mjs";

const MARGIN = 12; // pixels

/** Tells the sticky elements below the toolbar how high it is: it takes one line or three. */
export function trackToolbarHeight(toolbar, elementsBelow) {
  const update = () => {
    const height = `${isDesktop() ? toolbar.offsetHeight : 0}px`;
    for (const element of elementsBelow) element.style.setProperty("--toolbar-height", height);
  };
  new ResizeObserver(update).observe(toolbar);
  update();
}

export function positionPanel(panel, side, textView, span) {
  panel.style.marginTop = "";
  const box = textView.range(span.start, span.end).getBoundingClientRect();
  if (!box.height) return;
  if (isDesktop()) {
    const from = side.getBoundingClientRect().top;
    const lowest = window.innerHeight - MARGIN - panel.offsetHeight - from;
    panel.style.marginTop = `${Math.max(0, Math.min(box.top - from - 40, lowest))}px`;
    side.scrollTop = 0;
    return;
  }
  const free = window.innerHeight - panel.offsetHeight; // what the panel leaves of the screen
  if (box.bottom <= free - MARGIN && box.top >= 70) return;
  const overflow = Math.max(0, box.height - free + 120);
  window.scrollBy({ top: Math.max(box.top - 90, box.bottom - free + 24 - overflow), behavior: "instant" });
}
