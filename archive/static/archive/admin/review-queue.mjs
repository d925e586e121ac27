// The queue of statements without a place: one key for each decision on the one that has the focus, or the first.

const items = [...document.querySelectorAll(".waiting > .one")];
const keys = document.querySelector("#queue .keys");

function here() {
  const found = items.findIndex((item) => item.contains(document.activeElement));
  return found < 0 ? 0 : found;
}

function go(index) {
  const item = items[Math.min(Math.max(index, 0), items.length - 1)];
  item?.focus();
  item?.scrollIntoView({ block: "start" });
}

function act(key) {
  const name = key === "k" ? "1" : key;
  items[here()]?.querySelector(`[data-key="${CSS.escape(name)}"]`)?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "n" || key === "j") go(here() + (items[here()]?.contains(document.activeElement) ? 1 : 0));
  else if (key === "p") go(here() - 1);
  else if (/^[kdm1-5]$/.test(key)) act(key);
  else return;
  event.preventDefault();
});

if (keys) keys.hidden = false;
if (items.length) items[0].focus({ preventScroll: true });
