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
  const step = (label, by) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      at = (at + by + hits.length) % hits.length;
      hits.forEach((hit, number) => hit.classList.toggle("is-current", number === at));
      hits[at].scrollIntoView({ block: "center" });
      place.textContent = `${at + 1} / ${hits.length}`;
    });
    return button;
  };
  bar.querySelector('a[href="#h1"]').replaceWith(step(bar.dataset.previous, -1), step(bar.dataset.next, 1), place);
}

document.querySelectorAll(".matches").forEach(offerSteps);
if (navigator.clipboard) document.querySelectorAll(".cite[data-copy]").forEach(offerCopy);
window.addEventListener("hashchange", showTarget);
showTarget();
