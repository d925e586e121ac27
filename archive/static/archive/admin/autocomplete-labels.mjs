// The type-ahead boxes of Django's admin (select2) name themselves after what is chosen; give them their labels.

function labelFor(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  if (label && !label.id) label.id = `${select.id}_label`;
  return label;
}

function labelCombobox(select) {
  const label = labelFor(select);
  const box = select.nextElementSibling;
  if (!label || !box?.classList.contains("select2-container")) return;
  const rendered = box.querySelector(".select2-selection__rendered");
  box
    .querySelector("[role=combobox]")
    ?.setAttribute("aria-labelledby", rendered?.id ? `${label.id} ${rendered.id}` : label.id);
  if (rendered?.getAttribute("role") === "textbox") rendered.setAttribute("aria-labelledby", label.id);
  box.querySelector(".select2-search__field")?.setAttribute("aria-label", label.textContent);
}

function labelOpenedResults(select) {
  const results = document.getElementById(`select2-${select.id}-results`);
  const box = select.nextElementSibling.querySelector("[role=combobox]");
  box?.setAttribute("aria-controls", results?.id ?? "");
  results?.setAttribute("aria-label", labelFor(select)?.textContent ?? "");
  document
    .querySelector(".select2-dropdown .select2-search__field")
    ?.setAttribute("aria-label", labelFor(select)?.textContent ?? "");
}

const { jQuery } = window.django ?? {};
// Queued after the admin's own call that makes the boxes.
jQuery?.(() => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) labelCombobox(select);
  jQuery(document).on("select2:open", (event) => labelOpenedResults(event.target));
});
