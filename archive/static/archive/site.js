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

if (navigator.clipboard) document.querySelectorAll(".cite[data-copy]").forEach(offerCopy);
window.addEventListener("hashchange", showTarget);
showTarget();
