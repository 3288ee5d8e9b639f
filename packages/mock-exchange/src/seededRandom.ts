// Random numbers that can be had again: a linear congruential generator, good enough to decide
// which requests a fault befalls.

/** Numbers from 0 up to, but not including, 1; the same for the same seed. */
export function seededRandom(seed: number): () => number {
  // Multiplier and increment of Numerical Recipes (Press et al., 2nd ed., 7.1), modulo 2^32.
  let state = Math.trunc(seed) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
