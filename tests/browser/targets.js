/* What can be pressed and is neither 24 px wide and high, nor within a sentence, nor alone in a circle of 24 px
   (WCAG 2.5.8, with its exceptions "inline" and "spacing"). */
() => {
  const MOST = 23.9;
  const box = (element) => element.getBoundingClientRect();
  const isSmall = ({ width, height }) => width < MOST || height < MOST;
  const isShown = (element) => {
    const { width, height } = box(element);
    return width > 0 && height > 0 && !element.closest(".visually-hidden") && element.checkVisibility();
  };
  const isInline = (element) => {
    const block = element.closest("p, dd, li, blockquote, td, th, h1, h2, h3");
    const text = (node) => node.textContent.trim().length;
    return block && getComputedStyle(element).display === "inline" && text(block) > text(element) + 3;
  };
  const selector = "a[href], button, summary, input:not([type=hidden]), select";
  const targets = [...document.querySelectorAll(selector)].filter(isShown);
  const isCrowded = (element) => {
    const { left, top, width, height } = box(element);
    const [x, y] = [left + width / 2, top + height / 2];
    return targets.some((other) => {
      if (other === element || other.contains(element) || element.contains(other)) return false;
      const near = box(other);
      const across = Math.max(near.left - x, 0, x - near.right);
      const down = Math.max(near.top - y, 0, y - near.bottom);
      const apart = Math.hypot(near.left + near.width / 2 - x, near.top + near.height / 2 - y);
      return Math.hypot(across, down) < 12 || (isSmall(near) && apart < 24);
    });
  };
  const failing = targets.filter((each) => isSmall(box(each)) && !isInline(each) && isCrowded(each));
  return failing.map((each) => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 40)}`);
}
