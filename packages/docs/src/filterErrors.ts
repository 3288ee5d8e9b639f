// The filter of the error codes: shows those whose number, name, meaning or remedy has every word that was typed. Of a
// text with a code in it, such as a whole error response, the code alone counts.

export function filterErrors(page: ParentNode): void {
  const input = page.querySelector<HTMLInputElement>("#error-filter");
  const status = input?.parentElement?.querySelector<HTMLElement>("[role=status]");
  if (!input || !status) return;
  const entries = [...page.querySelectorAll<HTMLElement>("[data-error]")];
  const texts = new Map(entries.map((entry) => [entry, entry.textContent.toLowerCase()]));
  const filter = (): void => {
    const [code] = /(?<!\w)-\d{4,5}\b/.exec(input.value) ?? [];
    const words = code ? [code] : input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const [entry, text] of texts) entry.hidden = !words.every((word) => text.includes(word));
    const none = entries.every(({ hidden }) => hidden);
    status.textContent = none ? (status.dataset["none"] ?? "") : "";
  };
  input.addEventListener("input", filter);
  // A link leads to an entry that the filter hides. showTarget scrolls to it then.
  addEventListener("hashchange", () => {
    const target = page.querySelector(`[data-error="${CSS.escape(location.hash.slice(1))}"]`);
    if (!(target instanceof HTMLElement) || !target.hidden) return;
    input.value = "";
    filter();
  });
  input.disabled = false;
  // A browser that comes back to the page fills the field in again.
  filter();
}
