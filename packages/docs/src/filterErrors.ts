// The filter of the error codes: shows those whose number, name, meaning or remedy has every word that was typed.

export function filterErrors(page: ParentNode): void {
  const input = page.querySelector<HTMLInputElement>("#error-filter");
  const status = input?.parentElement?.querySelector<HTMLElement>("[role=status]");
  if (!input || !status) return;
  const entries = [...page.querySelectorAll<HTMLElement>("[data-error]")];
  const texts = new Map(entries.map((entry) => [entry, entry.textContent.toLowerCase()]));
  const filter = (): void => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const [entry, text] of texts) entry.hidden = !words.every((word) => text.includes(word));
    const none = entries.every(({ hidden }) => hidden);
    status.textContent = none ? (status.dataset["none"] ?? "") : "";
  };
  input.addEventListener("input", filter);
  input.disabled = false;
  // A browser that comes back to the page fills the field in again.
  filter();
}
