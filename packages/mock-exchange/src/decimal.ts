// Decimal numbers as the exchange writes them, counted exactly: a price through a float would not come back.

/** A decimal number: `units` of ten to the power of minus `scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Reads a text such as `0.40`, scale and all. */
export function readDecimal(text: string): Decimal {
  const [whole = "", fraction = ""] = text.split(".");
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

/** Writes a number that is not negative, with as many decimals as its scale. */
export function writeDecimal({ units, scale }: Decimal): string {
  const digits = String(units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`;
}

/** The same number at another scale; digits beyond it are cut off. */
export function toScale({ units, scale }: Decimal, wanted: number): Decimal {
  const difference = BigInt(Math.abs(wanted - scale));
  const factor = 10n ** difference;
  return { units: wanted < scale ? units / factor : units * factor, scale: wanted };
}
