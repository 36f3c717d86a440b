import { describe, expect, it } from 'vitest';
import { presetOf } from '../../web/lab/preset-bar.js';
import { hashOf, presets } from '../../web/lab/presets.js';
import { decodeHash, encodeHash } from '../../web/store/hash.js';
import { lookIn, withLook } from '../../web/store/look-link.js';
import { membersIn, withMembers } from '../../web/store/members-link.js';
import { pinnedIn, withPinned } from '../../web/store/pinned-link.js';

describe('what is looked at', () => {
  it('stands in the link where it is not as at first, and is read from it', () => {
    expect(withLook('#v=1', { output: 0, slice: 0 })).toBe('#v=1');
    const hash = withLook('#v=1', { output: 1, slice: 3 });
    expect(hash).toBe('#v=1&output=2&slice=3');
    expect(lookIn(hash)).toEqual({ look: { output: 1, slice: 3 }, warnings: [] });
    expect(decodeHash(hash).warnings).toEqual([]);
  });

  it('leaves a preset what it is', () => {
    for (const preset of presets) {
      const { document } = decodeHash(hashOf(preset));
      const ensemble = withMembers(encodeHash(document), membersIn(hashOf(preset)).members);
      const hash = withPinned(ensemble, document, pinnedIn(hashOf(preset)).pinned);
      expect(presetOf(withLook(hash, { output: 1, slice: 2 }))).toBe(preset);
    }
  });

  it('is as at first, with a warning, where a stranger’s link has no number from 1 on', () => {
    for (const text of ['0', '-1', '1.5', 'NaN', 'Infinity', '1e9', '']) {
      const { look, warnings } = lookIn(`#v=1&output=${text}&slice=${text}`);
      expect(look).toEqual({ output: 0, slice: 0 });
      expect(warnings).toHaveLength(2);
    }
  });
});
