// Code in few colours, in boxes that scroll.
import {
  definePlugin,
  type ExpressiveCodeTheme,
  InlineStyleAnnotation,
} from "@astrojs/starlight/expressive-code";

// Code that is wider than its box scrolls, and takes the focus so that the keyboard reaches it. Expressive Code
// also makes a landmark of each such box; without names, many of them only keep readers from finding their way.
const withoutLandmarks = `
new MutationObserver((changes) => {
  for (const { target } of changes)
    if (target.matches(".expressive-code pre[role]")) target.removeAttribute("role");
}).observe(document, { subtree: true, attributeFilter: ["role"] });
`;

/** What looks like something else, by the names that themes give to parts of code; like text where it is null. */
const looksLike = {
  punctuation: null,
  variable: null,
  "keyword.operator": null,
  "punctuation.definition.string": "string",
  "punctuation.support.type.property-name": "property",
};

/**
 * Punctuation, operators and variables look like text, and quotes like what they enclose: fewer colours, and a
 * quarter of the elements, because each piece of another colour is one.
 */
export function fewerColours(theme: ExpressiveCodeTheme): void {
  const settingsOf = (scope: string) =>
    theme.settings.find((rule) => rule.scope?.includes(scope))?.settings;
  for (const [scope, like] of Object.entries(looksLike)) {
    const settings = settingsOf(scope);
    if (settings) settings.foreground = like ? settingsOf(like)?.foreground : theme.fg;
  }
}

/** A plugin of Expressive Code: text has no element of its own, boxes that scroll take the focus and are no landmarks. */
export function quietCode() {
  return definePlugin({
    name: "quiet code",
    jsModules: [withoutLandmarks],
    hooks: {
      postprocessAnalyzedCode({ codeBlock, styleVariants }) {
        const ink = styleVariants.map(({ theme }) => theme.fg.toLowerCase());
        for (const line of codeBlock.getLines())
          for (const part of line.getAnnotations())
            if (
              part instanceof InlineStyleAnnotation &&
              !part.bold &&
              !part.italic &&
              part.color?.toLowerCase() === ink[part.styleVariantIndex ?? 0]
            )
              line.deleteAnnotation(part);
      },
    },
  });
}
