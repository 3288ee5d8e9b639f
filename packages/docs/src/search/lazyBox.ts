// The search box that Starlight makes when a page is idle. Pagefind's own, 30 kB compressed, is loaded with its styles
// when a reader turns to the search, and keeps the order of sections from rankSections.ts.
import { type FoundSection, rankSections } from "./rankSections.ts";

interface Result {
  sub_results: FoundSection[];
}
interface Options {
  /** Where the box goes: a selector. */
  element: string;
  processResult?: (result: Result) => void;
}

export function PagefindUI(options: Options): void {
  const search = document.querySelector(options.element)?.closest("site-search");
  const dialog = search?.querySelector("dialog");
  if (!search || !dialog) return;
  let started = false;
  const start = async (): Promise<void> => {
    if (started) return;
    started = true;
    const [{ PagefindUI: Box }, { default: styles }] = await Promise.all([
      import("virtual:pagefind-box"),
      import("virtual:pagefind-box.css?inline"),
    ]);
    document.head.append(Object.assign(document.createElement("style"), { textContent: styles }));
    const processResult = (result: Result): void => {
      options.processResult?.(result);
      result.sub_results = rankSections(result.sub_results);
    };
    Reflect.construct(Box, [{ ...options, processResult }]);
    // Starlight gave it the focus when it opened the dialog, and the box was not there yet.
    if (dialog.open) search.querySelector("input")?.focus();
  };
  search.addEventListener("pointerover", () => void start(), { once: true });
  new MutationObserver(() => void start()).observe(dialog, { attributeFilter: ["open"] });
  if (dialog.open) void start();
}
