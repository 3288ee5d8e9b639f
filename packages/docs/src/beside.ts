// What stands beside an operation: it scrolls with the page until all of it was seen, and a link into a tab opens it.

/** Tells the style sheet how tall it is: what is taller than the window stays with its end in view, not its head. */
export function stickWhole(beside: HTMLElement | null): void {
  if (!beside) return;
  new ResizeObserver(() => {
    beside.style.setProperty("--beside-height", `${beside.offsetHeight}px`);
  }).observe(beside);
}

/** Chooses the tab that holds the place named in the address. */
export function showTarget(): void {
  const show = (): void => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const choice = target?.closest(".tab")?.previousElementSibling?.previousElementSibling;
    if (!(choice instanceof HTMLInputElement) || choice.checked) return;
    choice.checked = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", show);
  show();
}
