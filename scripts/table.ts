// Rows of texts in columns, for a terminal.

/**
 * Lines of a table.
 *
 * @param rows - All of one length; a heading is a row, too.
 * @param isNumeric - Of each column: whether its cells stand to the right.
 */
export function tableLines(
  rows: readonly (readonly string[])[],
  isNumeric: readonly boolean[],
): string[] {
  const widths = isNumeric.map((_, index) =>
    Math.max(...rows.map((row) => row[index]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return isNumeric[index] ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}
