// Marks the link to the section that is being read.

/** @param links - Links to places of this page, in the order of the page. */
export function followScroll(links: Iterable<HTMLAnchorElement>): void {
  const places = [...links].flatMap((link) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return target ? [{ link, target }] : [];
  });
  let waiting = false;
  const mark = (): void => {
    waiting = false;
    const line = innerHeight / 3;
    const current = places.findLast(({ target }) => target.getBoundingClientRect().top <= line);
    for (const { link } of places)
      if (link === current?.link) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
  };
  addEventListener(
    "scroll",
    () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    },
    { passive: true },
  );
  mark();
}
