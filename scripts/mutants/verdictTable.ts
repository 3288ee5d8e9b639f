// The list of mistakes and of what noticed each, as a page.
import type { FileScore } from "./breadth.ts";
import type { Verdict } from "./tryMutants.ts";

/** Markdown, in the order of the mutants. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ mutant, caughtBy: [first, ...more] }) => {
    const by = first === undefined ? "**nothing**" : escaped(first);
    const rest = more.length > 0 ? ` and ${more.length} more` : "";
    return `| \`${mutant.file}\` | ${escaped(mutant.mistake)} | ${by}${rest} |`;
  });
  return `# Mistakes made on purpose, and what noticed them

Written by \`npm run mutants -- --write\`: each mistake is made in a copy of the repository, which is then asked what
\`npm test\` would ask, until something notices. ${verdicts.length} mistakes.

| file | mistake | noticed by |
| --- | --- | --- |
${rows.join("\n")}
`;
}

/** Markdown: per file, how many mutants Stryker made and how many were noticed. */
export function scoreTable(scores: readonly FileScore[]): string {
  const made = scores.reduce((sum, score) => sum + score.made, 0);
  const caught = scores.reduce((sum, score) => sum + score.caught, 0);
  const rows = scores.map((score) => `| \`${score.file}\` | ${score.made} | ${share(score)} |`);
  return `# Mistakes made by a machine

Written by \`npm run mutants -- --breadth --write\`: Stryker's mutants, each against the tests of its own package alone;
the contract tests are not asked. ${made} mutants, ${share({ made, caught })} noticed.

| file | mutants | noticed |
| --- | --- | --- |
${rows.join("\n")}
`;
}

function share({ made, caught }: Pick<FileScore, "made" | "caught">): string {
  return made === 0 ? "–" : `${Math.floor((caught / made) * 100)} %`;
}

function escaped(text: string): string {
  return text.replaceAll(/[|<>`*_]/g, "\\$&");
}
