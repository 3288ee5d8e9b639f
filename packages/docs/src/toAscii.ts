// A page in ASCII, which browsers read in half the time: where a page has any other character, they keep all of it in
// two bytes a character.

const beyondAscii = /[^\0-\x7F]/g;

/**
 * Characters beyond ASCII as what stands for them: `&#8220;` in text and attributes, `\u201c` in scripts and data,
 * `\201c ` in styles. Where they are not rare, as in Chinese, the page stays as it is and so stays short.
 */
export function toAscii(html: string): string {
  const count = html.match(beyondAscii)?.length ?? 0;
  if (count > html.length / 100) return html;
  return html.replaceAll(/<(script|style)\b[^]*?<\/\1>|[^\0-\x7F]/gu, (part, block?: string) => {
    if (!block) return `&#${part.codePointAt(0)};`;
    return part.replaceAll(beyondAscii, (unit) => {
      const code = unit.charCodeAt(0).toString(16);
      return block === "script" ? `\\u${code.padStart(4, "0")}` : `\\${code} `;
    });
  });
}
