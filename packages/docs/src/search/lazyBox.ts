// The search box that Starlight makes when a page is idle. Pagefind's own, 30 kB compressed, is loaded with its styles
// when a reader turns to the search, and keeps the order of sections from rankSections.ts.
import { type FoundSection, rankSections } from "./rankSections.ts";

interface Result {
  sub_results: FoundSection[];
}
interface Options {
  /** The folder of the index. */
  bundlePath: string;
  /** Where the box goes: a selector. */
  element: string;
  processResult?: (result: Result) => void;
}

export function PagefindUI(options: Options): void {
  const place = document.querySelector(options.element);
  const search = place?.closest("site-search");
  const dialog = search?.querySelector("dialog");
  if (!place || !search || !dialog) return;
  const load = async (): Promise<void> => {
    const parts = [
      import("virtual:pagefind-box"),
      import("virtual:pagefind-box.css?inline"),
      // The box loads it when something is typed, and would wait indefinitely where it cannot.
      import(/* @vite-ignore */ `${options.bundlePath}pagefind.js`),
    ] as const;
    // A part that is still failing when the search is opened again would fail that load as well.
    await Promise.allSettled(parts);
    const [{ PagefindUI: Box }, { default: styles }] = await Promise.all(parts);
    place.replaceChildren();
    document.head.append(Object.assign(document.createElement("style"), { textContent: styles }));
    const processResult = (result: Result): void => {
      options.processResult?.(result);
      result.sub_results = rankSections(result.sub_results);
    };
    Reflect.construct(Box, [{ ...options, processResult }]);
    // Starlight gave it the focus when it opened the dialog, and the box was not there yet.
    if (dialog.open) search.querySelector("input")?.focus();
  };
  let started = false;
  const start = async (): Promise<void> => {
    if (started) return;
    started = true;
    try {
      await load();
    } catch {
      const text = document.querySelector<HTMLTemplateElement>("[data-search-not-loaded]")?.content;
      const message = document.createElement("p");
      message.setAttribute("role", "alert");
      message.append(text?.cloneNode(true) ?? "");
      place.replaceChildren(message);
      started = false;
    }
  };
  search.addEventListener("pointerover", () => void start(), { once: true });
  const startIfOpen = (): void => {
    if (dialog.open) void start();
  };
  new MutationObserver(startIfOpen).observe(dialog, { attributeFilter: ["open"] });
  startIfOpen();
}
