// Shows the place that the address names where it is folded away, or in a tab that is not chosen.

export function showTarget(): void {
  const show = (): void => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const choice = target.closest(".tab")?.previousElementSibling?.previousElementSibling;
    if (choice instanceof HTMLInputElement) choice.checked = true;
    target.querySelector<HTMLDetailsElement>(":scope > details")?.setAttribute("open", "");
    for (let at: Element | null = target; at; at = at.parentElement)
      if (at instanceof HTMLDetailsElement) at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", show);
  show();
}
