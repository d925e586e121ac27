/* Copying to the clipboard, and saying so: aloud, and only for a moment. */

const ANNOUNCEMENT_DURATION = 4000; // milliseconds

/** `text` is a string or a promise of one: Safari lets a page copy only in the moment of the click. */
async function copyText(text) {
  if (window.ClipboardItem && navigator.clipboard?.write) {
    const blob = Promise.resolve(text).then((words) => new Blob([words], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
  } else {
    copyBySelection(await text);
  }
}

/** Where the clipboard is not open to the page, as without HTTPS. */
function copyBySelection(text) {
  const field = document.createElement("textarea");
  const focused = document.activeElement;
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  if (!isCopied) throw new Error("the browser does not copy");
}

/** Puts words into an element with the role status; they go away again. */
export function announce(status, words) {
  clearTimeout(Number(status.dataset.timer));
  status.textContent = words;
  status.dataset.timer = String(setTimeout(() => status.replaceChildren(), ANNOUNCEMENT_DURATION));
}

export async function copyAndAnnounce(text, status, { copied, failed }) {
  try {
    await copyText(text);
    announce(status, copied);
  } catch {
    announce(status, failed);
  }
}
