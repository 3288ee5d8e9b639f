// Code that is wider than its box scrolls, and takes the focus so that the keyboard reaches it. Expressive Code
// also makes a landmark of each such box; without names, many of them only keep readers from finding their way.
const withoutLandmarks = `
new MutationObserver((changes) => {
  for (const { target } of changes)
    if (target.matches(".expressive-code pre[role]")) target.removeAttribute("role");
}).observe(document, { subtree: true, attributeFilter: ["role"] });
`;

/** A plugin of Expressive Code: boxes that scroll take the focus and are no landmarks. */
export function quietCode() {
  return { name: "quiet code", jsModules: [withoutLandmarks] };
}
