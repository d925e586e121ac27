// The review queue of statements without a position: one key for each decision on the focused item, or the first.

const items = [...document.querySelectorAll(".review-items > .review-item")];
const keys = document.querySelector("#queue .keys");

function currentIndex() {
  return Math.max(
    0,
    items.findIndex((item) => item.contains(document.activeElement)),
  );
}

function focusItem(index) {
  const item = items[Math.min(Math.max(index, 0), items.length - 1)];
  item?.focus();
  item?.scrollIntoView({ block: "start" });
}

function decide(key) {
  const name = key === "k" ? "1" : key;
  items[currentIndex()]?.querySelector(`[data-key="${CSS.escape(name)}"]`)?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "n" || key === "j")
    focusItem(currentIndex() + (items[currentIndex()]?.contains(document.activeElement) ? 1 : 0));
  else if (key === "p") focusItem(currentIndex() - 1);
  else if (/^[kdm1-5]$/.test(key)) decide(key);
  else return;
  event.preventDefault();
});

if (keys) keys.hidden = false;
if (items.length) items[0].focus({ preventScroll: true });
