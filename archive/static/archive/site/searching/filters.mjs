/* Filters by keys, and on small screens several at once: they are chosen in a sheet before their results are shown. */

import { combine } from "./filter-query.mjs";

const DEBOUNCE_DELAY = 200; // milliseconds without a choice before its results are counted

/** The right arrow leads from a value to excluding it, the left one back: each value is one stop of the Tab key. */
function addKeys(facets) {
  facets.addEventListener("keydown", (event) => {
    const link = event.target.closest("li > a");
    if (!link || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const next = event.key === "ArrowRight" ? link.nextElementSibling : link.previousElementSibling;
    if (!next) return;
    next.focus();
    event.preventDefault();
  });
}

class FilterSheet {
  constructor(facets) {
    this.facets = facets;
    this.toggledLinks = new Set();
    const { title, cancel, show } = facets.dataset;
    this.dialog = document.createElement("dialog");
    this.dialog.className = "filters-sheet";
    this.dialog.setAttribute("aria-label", title);
    this.body = document.createElement("div");
    this.showButton = this.createButton(show, () => this.applyFilters());
    this.showButton.setAttribute("aria-live", "polite");
    const cancelButton = this.createButton(cancel, () => this.dialog.close());
    cancelButton.className = "cancel";
    const footer = document.createElement("footer");
    footer.append(this.showButton, cancelButton);
    this.dialog.append(this.body, footer);
    document.body.append(this.dialog);
    this.dialog.addEventListener("close", () => this.restoreFilters());
    this.dialog.addEventListener("click", (event) => this.onClick(event));
  }

  createButton(label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }

  show() {
    this.body.append(...[...this.facets.children].filter((child) => child.tagName !== "SUMMARY"));
    for (const link of this.links) {
      link.setAttribute("role", "checkbox");
      link.setAttribute("aria-checked", String(link.hasAttribute("aria-current")));
    }
    this.dialog.showModal();
  }

  /** Nothing was chosen: the filters go back to the page as they were. */
  restoreFilters() {
    for (const link of this.toggledLinks) this.toggleAppearance(link);
    this.toggledLinks.clear();
    for (const link of this.links) {
      link.removeAttribute("role");
      link.removeAttribute("aria-checked");
    }
    this.facets.append(...this.body.children);
    this.showButton.textContent = this.facets.dataset.show;
  }

  get links() {
    return this.body.querySelectorAll(".facet li > a:first-child");
  }

  onClick(event) {
    const link = event.target.closest(".facet li > a");
    if (!link) return;
    event.preventDefault();
    const other = link.nextElementSibling ?? link.previousElementSibling;
    if (this.toggledLinks.delete(other)) this.toggleAppearance(other);
    if (!this.toggledLinks.delete(link)) this.toggledLinks.add(link);
    this.toggleAppearance(link);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.updateCount(), DEBOUNCE_DELAY);
  }

  /** Toggles the appearance of a value. */
  toggleAppearance(link) {
    if (link.matches(".exclude")) {
      link.closest("li").classList.toggle("is-excluded");
      return;
    }
    const chosen = link.toggleAttribute("aria-current");
    if (chosen) link.setAttribute("aria-current", "true");
    link.setAttribute("aria-checked", String(chosen));
  }

  get query() {
    return combine(
      location.search,
      [...this.toggledLinks].map((link) => new URL(link.href).search),
    );
  }

  async updateCount() {
    const query = this.query;
    const response = await fetch(`${this.facets.dataset.countUrl}?${query}`);
    if (!response.ok || query !== this.query) return;
    this.showButton.textContent = (await response.json()).label;
  }

  applyFilters() {
    location.assign(`${location.pathname}?${this.query}`);
  }
}

export function addFilters(facets) {
  addKeys(facets);
  const link = document.querySelector(".filters-link");
  const sheet = new FilterSheet(facets);
  link?.addEventListener("click", (event) => {
    event.preventDefault();
    sheet.show();
  });
}
