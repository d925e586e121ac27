// A review queue (statements without a position, suggested reports): one key for each decision on the focused item, or
// the first.

const items = [...document.querySelectorAll(".review-items > .review-item")];
const shortcuts = document.querySelector("#review-queue .keys");

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

// The button of the item, or one of the whole page, such as undo.
function clickDecision(key) {
  const selector = `[data-key="${CSS.escape(key === "k" ? "1" : key)}"]`;
  const button =
    items[currentIndex()]?.querySelector(selector) ?? document.querySelector(`#review-queue > form ${selector}`);
  button?.click();
  return Boolean(button);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "n" || key === "j")
    focusItem(currentIndex() + (items[currentIndex()]?.contains(document.activeElement) ? 1 : 0));
  else if (key === "p") focusItem(currentIndex() - 1);
  else if (!clickDecision(key)) return;
  event.preventDefault();
});

if (shortcuts) shortcuts.hidden = false;
const targetItem = items.find((item) => `#${item.id}` === window.location.hash);
if (targetItem) targetItem.focus();
else if (items.length) items[0].focus({ preventScroll: true });
