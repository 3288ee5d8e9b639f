// Reproducible random numbers: a linear congruential generator, good enough to decide which requests a fault happens to
// and what happens to an order.

/**
 * Numbers from 0 up to, but not including, 1; the same for the same seed. Further numbers make a series of its own from
 * a seed, for instance one for each order.
 */
export function seededRandom(seed: number, ...series: readonly number[]): () => number {
  // Multiplier and increment of Numerical Recipes (Press et al., 2nd ed., 7.1), modulo 2^32.
  let state = series.reduce(
    (mixed, part) => scatter(mixed ^ scatter(part)),
    Math.trunc(seed) >>> 0,
  );
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Similar seeds would begin with similar numbers; the finaliser of MurmurHash3 separates them. */
function scatter(value: number): number {
  let bits = (value + 1) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85_eb_ca_6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2_b2_ae_35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
