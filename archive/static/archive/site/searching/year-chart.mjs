/* The bars of years: dragging over them, or Shift with two of them, chooses the years between. */

import { orderedYears, queryWithYears, yearAt } from "./year-range.mjs";

/** The year of a bar, with which its title begins; null without a bar. */
function yearOf(bar) {
  return bar && Number.parseInt(bar.querySelector("title").textContent, 10);
}

export class YearChart {
  constructor(chart) {
    this.svg = chart.querySelector("svg");
    this.address = chart.dataset.searchUrl;
    this.first = Number(chart.dataset.firstYear);
    this.years = Number(chart.dataset.yearCount);
    this.anchor = yearOf(this.svg.querySelector("a[aria-current]")); // the year chosen with Shift first
    this.dragStart = null; // the year where the pointer went down
    this.isDragging = false;
    this.band = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    this.band.setAttribute("class", "chart-selection");
    this.listen();
  }

  listen() {
    const { svg } = this;
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("pointerdown", (event) => this.onDown(event));
    svg.addEventListener("pointermove", (event) => this.onMove(event));
    svg.addEventListener("pointerup", (event) => {
      if (this.dragStart !== null && this.isDragging) this.openSearch(this.dragStart, this.yearUnder(event));
      this.dragStart = null;
    });
    svg.addEventListener("pointercancel", () => {
      this.dragStart = null;
      this.band.remove();
    });
    svg.addEventListener("click", (event) => this.onClick(event));
    svg.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.extendTo(event);
    });
  }

  yearUnder(event) {
    return yearAt(event.clientX - this.svg.getBoundingClientRect().left, this.svg.clientWidth, this.first, this.years);
  }

  onDown(event) {
    if (event.button !== 0 || event.shiftKey) return;
    this.dragStart = this.yearUnder(event);
    this.isDragging = false;
  }

  onMove(event) {
    const year = this.yearUnder(event);
    if (this.dragStart === null || (year === this.dragStart && !this.isDragging)) return;
    if (!this.isDragging) this.svg.setPointerCapture(event.pointerId);
    this.isDragging = true;
    this.drawBand(this.dragStart, year);
  }

  onClick(event) {
    if (this.isDragging) {
      event.preventDefault();
      this.isDragging = false;
    } else {
      this.extendTo(event);
    }
  }

  /** Shift with one bar remembers its year, with a second one chooses the years between. */
  extendTo(event) {
    const bar = event.target.closest("a");
    if (!bar || !event.shiftKey) return;
    event.preventDefault();
    const year = yearOf(bar);
    if (this.anchor !== null) {
      this.openSearch(this.anchor, year);
      return;
    }
    this.anchor = year;
    this.drawBand(year, year);
  }

  /** Draws the band over two years and those between. */
  drawBand(year, otherYear) {
    const [from, to] = orderedYears(year, otherYear);
    const { width, height } = this.svg.viewBox.baseVal;
    const step = width / this.years;
    this.band.setAttribute("x", String((from - this.first) * step));
    this.band.setAttribute("width", String((to - from + 1) * step));
    this.band.setAttribute("height", String(height));
    if (!this.band.isConnected) this.svg.prepend(this.band);
  }

  /** Opens the search narrowed to two years and those between. */
  openSearch(year, otherYear) {
    location.assign(`${this.address}?${queryWithYears(location.search, ...orderedYears(year, otherYear))}`);
  }
}
