// The weight beside a call follows the parameters chosen in the page's form. Without JavaScript all weights
// stand there, each with its condition.

/** What the form dispatches on the document whenever other parameters are chosen. */
export type ParametersEvent = CustomEvent<{ sent: string[] }>;

/** The place of the first rule whose parameters are all sent; the last rule asks for none. */
export function ruleThatApplies(rules: { whenSent: string[] }[], sent: string[]): number {
  return rules.findIndex(({ whenSent }) => whenSent.every((name) => sent.includes(name)));
}

/** Shows the weight of the parameters that are sent, in the pill and in the list of all weights. */
export function showWeight(root: ParentNode, sent: string[]): void {
  const listed = [...root.querySelectorAll<HTMLElement>("[data-weight-when]")];
  const rules = listed.map(({ dataset }) => ({
    whenSent: (dataset["weightWhen"] ?? "").split(" ").filter(Boolean),
  }));
  const applies = ruleThatApplies(rules, sent);
  for (const [at, item] of listed.entries()) item.dataset["applies"] = String(at === applies);
  const figure = listed[applies]?.querySelector(".pill")?.textContent;
  const pill = root.querySelector("[data-weight-now]");
  // Written only when it changes, because it is read aloud each time.
  if (pill && figure && pill.textContent !== figure) pill.textContent = figure;
}
