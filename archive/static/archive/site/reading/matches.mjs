/* Steps through the words that a search found in a document. */

function createButton(label, key, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(label);
  button.setAttribute("aria-keyshortcuts", key);
  const hint = document.createElement("kbd");
  hint.setAttribute("aria-hidden", "true");
  hint.textContent = key;
  button.append(hint);
  button.addEventListener("click", act);
  return button;
}

/** The index of the match at the address, or of the last one before it; -1 before all. */
function indexAtAddress(hits) {
  const target = document.getElementById(location.hash.slice(1));
  if (!target) return -1;
  const follows = (hit) => target.compareDocumentPosition(hit) & Node.DOCUMENT_POSITION_FOLLOWING;
  const index = hits.findIndex((hit) => hit === target || follows(hit));
  return index < 0 ? hits.length - 1 : hits[index] === target ? index : index - 1;
}

/**
 * Buttons for the next and the previous match, which take the focus and the address with them. The keys n and p do the
 * same where the focus is in the bar or on a match: elsewhere they would be in the way of who speaks to the computer
 * (WCAG 2.1.4).
 */
export function addMatchNavigation(bar) {
  const hits = [...document.querySelectorAll(".hit[id]")];
  if (hits.length === 0) return;
  let index = indexAtAddress(hits);
  const status = document.createElement("span");
  status.className = "count";
  status.setAttribute("role", "status");
  const go = (by) => {
    hits[index]?.classList.remove("is-current");
    index = index < 0 && by < 0 ? hits.length - 1 : (index + by + hits.length) % hits.length;
    const hit = hits[index];
    hit.classList.add("is-current");
    hit.tabIndex = -1;
    history.replaceState(history.state, "", `#${hit.id}`);
    hit.scrollIntoView({ block: "center" });
    hit.focus({ preventScroll: true });
    status.textContent = `${index + 1} / ${hits.length}`;
  };
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  };
  bar.addEventListener("keydown", onKey);
  for (const hit of hits) hit.addEventListener("keydown", onKey);
  const { previous, next } = bar.dataset;
  const first = bar.querySelector('a[href$="#h1"]');
  first?.replaceWith(
    createButton(previous, "p", () => go(-1)),
    createButton(next, "n", () => go(1)),
    status,
  );
}
