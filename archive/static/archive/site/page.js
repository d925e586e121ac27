/* What the public pages do a little better with JavaScript; all of it works without. */

function createButton(label, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(label);
  button.addEventListener("click", act);
  return button;
}

function addCopyButton(citation) {
  const text = citation.querySelector(".cite-text");
  const button = createButton(citation.dataset.copy, async () => {
    await navigator.clipboard.writeText(text.textContent.trim());
    button.textContent = citation.dataset.copied;
  });
  const place = document.createElement("dd"); // a list of definitions holds nothing else
  place.append(button);
  citation.append(place);
}

/* A statement that crosses another or spans paragraphs is several marks; :target reaches only the first. */
function showTarget() {
  for (const element of document.querySelectorAll(".is-target")) element.classList.remove("is-target");
  const id = /^#s(\d+)$/.exec(location.hash)?.[1];
  if (!id) return;
  const targets = document.querySelectorAll(`[data-s="${id}"], #note-${id}`);
  for (const element of targets) element.classList.add("is-target");
}

/* Steps through the search hits in a document, starting at the one at or after the linked position. */
function addHitSteps(bar) {
  const hits = [...document.querySelectorAll(".hit[id]")];
  if (hits.length < 2) return;
  const target = document.getElementById(location.hash.slice(1));
  const follows = (hit) => target && target.compareDocumentPosition(hit) & Node.DOCUMENT_POSITION_FOLLOWING;
  let index = Math.max(hits.findIndex((hit) => hit === target || follows(hit)) - 1, -1);
  const status = document.createElement("span");
  status.className = "count";
  status.setAttribute("role", "status");
  const go = (by) => {
    hits[index]?.classList.remove("is-current");
    index = index < 0 && by < 0 ? hits.length - 1 : (index + by + hits.length) % hits.length;
    hits[index].classList.add("is-current");
    hits[index].scrollIntoView({ block: "center" });
    status.textContent = `${index + 1} / ${hits.length}`;
  };
  const step = (label, by, key) => {
    const button = createButton(label, () => go(by));
    const hint = document.createElement("kbd");
    hint.textContent = key;
    button.setAttribute("aria-keyshortcuts", key);
    button.append(hint);
    return button;
  };
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
  const { previous, next } = bar.dataset;
  bar.querySelector('a[href="#h1"]').replaceWith(step(previous, -1, "p"), step(next, 1, "n"), status);
}

for (const bar of document.querySelectorAll(".matches")) addHitSteps(bar);
if (navigator.clipboard) for (const citation of document.querySelectorAll(".cite[data-copy]")) addCopyButton(citation);
window.addEventListener("hashchange", showTarget);
showTarget();
