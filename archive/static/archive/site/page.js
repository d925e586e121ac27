/* What the pages do a little better with JavaScript; all of it works without. */

function offerCopy(box) {
  const text = box.querySelector(".cite-text");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = box.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent.trim());
    button.textContent = box.dataset.copied;
  });
  box.append(button);
}

/* A statement that crosses another or runs over paragraphs is several marks; :target reaches only the first. */
function showTarget() {
  document.querySelectorAll(".is-target").forEach((element) => element.classList.remove("is-target"));
  const found = location.hash.match(/^#s(\d+)$/);
  if (!found) return;
  document
    .querySelectorAll(`[data-s="${found[1]}"], #note-${found[1]}`)
    .forEach((element) => element.classList.add("is-target"));
}

/* Steps through the places of the searched words, beginning at the one on or after the place that was opened. */
function offerSteps(bar) {
  const hits = [...document.querySelectorAll(".hit[id]")];
  if (hits.length < 2) return;
  const opened = document.getElementById(location.hash.slice(1));
  const after = (hit) => opened && opened.compareDocumentPosition(hit) & Node.DOCUMENT_POSITION_FOLLOWING;
  let at = Math.max(hits.findIndex((hit) => hit === opened || after(hit)) - 1, -1);
  const place = document.createElement("span");
  place.className = "count";
  place.setAttribute("role", "status");
  const go = (by) => {
    at = at < 0 && by < 0 ? hits.length - 1 : (at + by + hits.length) % hits.length;
    hits.forEach((hit, number) => hit.classList.toggle("is-current", number === at));
    hits[at].scrollIntoView({ block: "center" });
    place.textContent = `${at + 1} / ${hits.length}`;
  };
  const step = (label, by, key) => {
    const button = document.createElement("button");
    const hint = document.createElement("kbd");
    button.type = "button";
    hint.textContent = key;
    button.setAttribute("aria-keyshortcuts", key);
    button.append(label, hint);
    button.addEventListener("click", () => go(by));
    return button;
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
  bar.querySelector('a[href="#h1"]').replaceWith(step(bar.dataset.previous, -1, "p"), step(bar.dataset.next, 1, "n"), place);
}

document.querySelectorAll(".matches").forEach(offerSteps);
if (navigator.clipboard) document.querySelectorAll(".cite[data-copy]").forEach(offerCopy);
window.addEventListener("hashchange", showTarget);
showTarget();
