/* Small tools of the DOM: making elements, announcing to screen readers, working in time slices. */

/** Makes an element (as in hyperscript): `on` holds listeners, null and false attributes are left out. */
export function h(tag, { on = {}, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

let pendingAnnouncement;

/** Read out by a screen reader when it has a moment, also when the message is the same as before. */
export function announce(message) {
  clearTimeout(pendingAnnouncement);
  const live = document.getElementById("live-region");
  live.textContent = "";
  setTimeout(() => {
    live.textContent = message;
  }, 30);
}

/** Where the caret is, said once it rests; whatever is announced meanwhile takes its place. */
export function announceSoon(message) {
  clearTimeout(pendingAnnouncement);
  pendingAnnouncement = setTimeout(() => announce(message), 250);
}

export function isDesktop() {
  return window.matchMedia("(min-width: 50rem)").matches;
}

const SLICE_DURATION = 5; // milliseconds

/** Works through `items` in short slices so that the page stays responsive; returns a function that stops the work. */
export function inTimeSlices(items, act, whenDone = () => {}) {
  const iterator = items[Symbol.iterator]();
  let stopped = false;
  const slice = () => {
    const began = performance.now();
    while (!stopped && performance.now() - began < SLICE_DURATION) {
      const { value, done: isOver } = iterator.next();
      if (isOver) {
        stopped = true;
        whenDone();
        return;
      }
      act(value);
    }
    if (!stopped) setTimeout(slice);
  };
  slice();
  return () => {
    stopped = true;
  };
}
