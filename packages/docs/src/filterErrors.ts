// The filter of the error index: shows the codes whose number, name, meaning or remedy has every word that was typed.

export function filterErrors(page: ParentNode): void {
  const input = page.querySelector<HTMLInputElement>("#error-filter");
  const status = input?.parentElement?.querySelector<HTMLElement>("[role=status]");
  if (!input || !status) return;
  const rows = [...page.querySelectorAll<HTMLElement>("[data-error]")];
  const textOf = (anchor = ""): string =>
    rows
      .filter(({ dataset }) => dataset["error"] === anchor)
      .map(({ textContent }) => textContent)
      .join(" ")
      .toLowerCase();
  const texts = new Map(rows.map(({ dataset: { error } }) => [error, textOf(error)]));
  const filter = (): void => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = texts.get(row.dataset["error"]) ?? "";
      row.hidden = !words.every((word) => text.includes(word));
    }
    const none = rows.every(({ hidden }) => hidden);
    status.textContent = none ? (status.dataset["none"] ?? "") : "";
  };
  input.addEventListener("input", filter);
  input.disabled = false;
  // A browser that comes back to the page fills the field in again.
  filter();
}
