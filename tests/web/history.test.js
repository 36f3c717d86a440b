import { describe, expect, it } from 'vitest';
import { History } from '../../web/store/history.js';

describe('History', () => {
  it('takes changes of one gesture as one step', () => {
    const history = new History();
    history.record('a', 'drag');
    history.record('b', 'drag');
    expect(history.undo('c')).toBe('a');
    expect(history.undo('a')).toBeUndefined();
  });

  it('ends a gesture at undo: what follows under the same name is a step of its own', () => {
    const history = new History();
    history.record('a', 'keys');
    expect(history.undo('b')).toBe('a');
    history.record('a', 'keys');
    expect(history.canUndo.value).toBe(true);
    expect(history.undo('c')).toBe('a');
  });

  it('ends a gesture at redo', () => {
    const history = new History();
    history.record('a', 'keys');
    history.undo('b');
    expect(history.redo('a')).toBe('b');
    history.record('b', 'keys');
    expect(history.undo('c')).toBe('b');
  });

  it('ends a gesture at clear', () => {
    const history = new History();
    history.record('a', 'keys');
    history.clear();
    history.record('b', 'keys');
    expect(history.undo('c')).toBe('b');
  });
});
