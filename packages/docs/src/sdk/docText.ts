// Doc comments → CommonMark: block tags become sentences, links to names become code.

/** The words before what a block tag says, in the reader's language. */
interface TagWords {
  param: string;
  returns: string;
  throws: string;
  default: string;
  example: string;
  see: string;
}

interface DocWords {
  tags: TagWords;
  /** After each of them. */
  colon: string;
}

/** A doc comment without stars. */
export function docText(comment: string, words: DocWords): string {
  const [head = "", ...blocks] = comment.split(/^@(?=\w)/m);
  const body = head.replaceAll(/^-+\s*/gm, "- ");
  return [body, ...blocks.map((block) => tagText(block, words))]
    .map((text) => text.replaceAll(/\{@link ([^}]+)\}/g, "`$1`").trim())
    .filter(Boolean)
    .join("\n\n");
}

function tagText(tag: string, { tags, colon }: DocWords): string {
  const [, name = "", rest = ""] = /^(\w+)\s*([\s\S]*)$/.exec(tag) ?? [];
  if (name === "packageDocumentation" || name === "internal") return "";
  if (name === "example")
    return `**${tags.example}**\n\n${rest.startsWith("```") ? rest : `\`\`\`ts\n${rest.trim()}\n\`\`\``}`;
  if (name === "param") {
    const [, parameter = "", text = ""] = /^(\S+)\s*-?\s*([\s\S]*)$/.exec(rest) ?? [];
    return `**${tags.param} \`${parameter}\`**${colon}${text}`;
  }
  if (name === "defaultValue") return `**${tags.default}**${colon}${rest}`;
  const word = new Map(Object.entries(tags)).get(name) ?? name;
  return `**${word}**${colon}${rest}`;
}
