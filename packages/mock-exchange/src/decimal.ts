// Exact decimal numbers, as the exchange writes them: floating point would change a price.

/** A decimal number: `units` of ten to the power of minus `scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Reads a string such as `0.40`, with its scale. */
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

/** The same number with another scale; further digits are cut off. */
export function toScale({ units, scale }: Decimal, wanted: number): Decimal {
  const difference = BigInt(Math.abs(wanted - scale));
  const factor = 10n ** difference;
  return { units: wanted < scale ? units / factor : units * factor, scale: wanted };
}
