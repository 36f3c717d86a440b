/** Most networks of an ensemble. */
export const largestEnsemble = 64;

/** The nearest allowed size of an ensemble, 0 for none. @param {number} count finite */
export const clampMembers = (count) => Math.min(largestEnsemble, Math.max(0, Math.round(count)));

/**
 * The hash with `members=` where an ensemble of finite networks is trained.
 * @param {string} hash
 * @param {number} members
 */
export const withMembers = (hash, members) => (members > 0 ? `${hash}&members=${members}` : hash);

/**
 * The size of the ensemble that a hash asks for.
 * @param {string} hash
 * @returns {{ members: number, warnings: string[] }}
 */
export function membersIn(hash) {
  const text = hash.match(/[#&]members=([^&]*)/)?.[1];
  if (text === undefined) return { members: 0, warnings: [] };
  const number = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(number)) return { members: 0, warnings: ['members is not a number'] };
  const members = clampMembers(number);
  const warnings = members === number ? [] : [`members was changed from ${number} to ${members}`];
  return { members, warnings };
}
