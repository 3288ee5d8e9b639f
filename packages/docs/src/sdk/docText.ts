// Doc comments → CommonMark: block tags become sentences, links to names become code.

/** The words before what a block tag says, in the reader's language. */
export interface TagWords {
  param: string;
  returns: string;
  throws: string;
  default: string;
  example: string;
  see: string;
}

/** A doc comment without stars. */
export function docText(comment: string, words: TagWords): string {
  const [head = "", ...tags] = comment.split(/^@(?=\w)/m);
  const body = head.replaceAll(/^-+\s*/gm, "- ");
  return [body, ...tags.map((tag) => tagText(tag, words))]
    .map((text) => text.replaceAll(/\{@link ([^}]+)\}/g, "`$1`").trim())
    .filter(Boolean)
    .join("\n\n");
}

function tagText(tag: string, words: TagWords): string {
  const [, name = "", rest = ""] = /^(\w+)\s*([\s\S]*)$/.exec(tag) ?? [];
  if (name === "packageDocumentation" || name === "internal") return "";
  if (name === "example")
    return `**${words.example}**\n\n${rest.startsWith("```") ? rest : `\`\`\`ts\n${rest.trim()}\n\`\`\``}`;
  if (name === "param") {
    const [, parameter = "", text = ""] = /^(\S+)\s*-?\s*([\s\S]*)$/.exec(rest) ?? [];
    return `**${words.param} \`${parameter}\`:** ${text}`;
  }
  if (name === "defaultValue") return `**${words.default}:** ${rest}`;
  const word = new Map(Object.entries(words)).get(name) ?? name;
  return `**${word}:** ${rest}`;
}
