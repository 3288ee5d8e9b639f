// A mistake in what the pages are made from, for the person who edits the descriptions.

/** Its message names each file and place and says what to write instead. Shown without a stack. */
export class DocsError extends Error {
  override name = "DocsError";
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}
