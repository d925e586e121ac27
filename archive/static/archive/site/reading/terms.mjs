/* Terms in a text: a click or the Enter key opens what is known of one beside its words. Without scripts, or in a
   browser without popovers, each is the link to its page; so it is for who wants another tab. */

const GAP = 8; // pixels between the words and the window, and between the window and the edge of the page

function positionNote(note, link) {
  const words = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = note;
  const right = document.documentElement.clientWidth - width - GAP;
  const below = words.bottom + GAP;
  const fits = below + height + GAP <= window.innerHeight;
  const top = fits ? below : Math.max(GAP, words.top - height - GAP);
  note.style.setProperty("--left", `${window.scrollX + Math.max(GAP, Math.min(words.left, right))}px`);
  note.style.setProperty("--top", `${window.scrollY + top}px`);
  const covered = words.bottom + GAP - note.getBoundingClientRect().top; // at the foot of a small screen
  if (getComputedStyle(note).position === "fixed" && covered > 0) window.scrollBy(0, covered);
}

export class TermNotes {
  constructor(links) {
    this.opener = null;
    for (const link of links) this.attach(link);
  }

  attach(link) {
    const note = document.getElementById(`term-${link.dataset.term}`);
    if (!note?.showPopover) return;
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (!document.getSelection().isCollapsed) return; // words are being selected
      event.preventDefault();
      this.open(note, link);
    });
    note.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !note.contains(event.relatedTarget)) note.hidePopover();
    });
    note.addEventListener("toggle", (event) => this.onToggle(note, link, event.newState === "open"));
  }

  open(note, link) {
    if (note.matches(":popover-open")) note.hidePopover();
    this.opener?.setAttribute("aria-expanded", "false"); // of the same words elsewhere: closing may be heard too late
    this.opener = link;
    note.showPopover({ source: link }); // so that Tab leads from the words into the window and back to what follows them
    positionNote(note, link);
    note.querySelector("a").focus();
  }

  /* The focus goes back to the words, unless the reader has put it elsewhere. */
  onToggle(note, link, isOpen) {
    if (link !== this.opener) return;
    link.setAttribute("aria-expanded", String(isOpen));
    const inside = note.contains(document.activeElement) || document.activeElement === document.body;
    if (!isOpen && inside) link.focus({ preventScroll: true });
  }
}
