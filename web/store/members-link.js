/** @typedef {'network' | 'linearisation'} MemberJob */
/** @typedef {{ count: number, job: MemberJob }} Members how many networks, or linearisations of as many; 0 for none */

/** Most networks of an ensemble. */
export const largestEnsemble = 64;

/** @type {Members} */
export const noMembers = { count: 0, job: 'network' };

/** The nearest allowed size of an ensemble. @param {number} count finite */
export const clampMembers = (count) => Math.min(largestEnsemble, Math.max(0, Math.round(count)));

/**
 * The hash with `members=16` where an ensemble of finite networks is trained, `members=16,linearisation` for theirs.
 * @param {string} hash
 * @param {Members} members
 */
export const withMembers = (hash, { count, job }) =>
  count > 0 ? `${hash}&members=${count}${job === 'network' ? '' : `,${job}`}` : hash;

/**
 * The ensemble that a hash asks for.
 * @param {string} hash
 * @returns {{ members: Members, warnings: string[] }}
 */
export function membersIn(hash) {
  const text = hash.match(/[#&]members=([^&]*)/)?.[1];
  if (text === undefined) return { members: noMembers, warnings: [] };
  const [number, job = 'network'] = text.split(/,|%2C/i);
  if (number.trim() === '' || !Number.isFinite(Number(number)))
    return { members: noMembers, warnings: ['members is not a number'] };
  if (job !== 'network' && job !== 'linearisation')
    return { members: noMembers, warnings: ['members are neither of network nor of linearisation'] };
  const count = clampMembers(Number(number));
  const isClamped = count !== Number(number);
  return {
    members: { count, job },
    warnings: isClamped ? [`members was changed from ${Number(number)} to ${count}`] : [],
  };
}
