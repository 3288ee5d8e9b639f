// What stands beside an operation scrolls with the page until all of it was seen.

/** Gives the style sheet its height: what is taller than the window stays with its end in view, not its head. */
export function stickWhole(beside: HTMLElement | null): void {
  if (!beside) return;
  new ResizeObserver(() => {
    beside.style.setProperty("--beside-height", `${beside.offsetHeight}px`);
  }).observe(beside);
}
