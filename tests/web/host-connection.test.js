import { expect, it, vi } from 'vitest';
import { withFallback } from '../../web/engine/fallback.js';
import { connectToPage } from '../../web/engine/page-connection.js';
import { FakeHost } from './fake-host.js';

function connected() {
  const [worker, page, refused] = [new FakeHost(), new FakeHost(), vi.fn()];
  const connection = withFallback(/** @type {any} */ (worker), () => /** @type {any} */ (page), refused);
  const [heard, failed] = [vi.fn(), vi.fn()];
  Object.assign(connection, { onmessage: heard, onerror: failed });
  return { worker, page, refused, connection, heard, failed };
}

it('a worker that fails before its first word is replaced, and what it was told is told again', () => {
  const { worker, page, refused, connection, heard, failed } = connected();
  connection.postMessage({ type: 'module' });
  connection.postMessage({ type: 'start' });
  worker.onerror(new Error('refused'));
  expect([worker.isEnded, refused.mock.calls.length, failed.mock.calls.length]).toEqual([true, 1, 0]);
  expect(page.commands).toEqual([{ type: 'module' }, { type: 'start' }]);
  page.say('ready');
  expect(heard).toHaveBeenCalledWith({ data: 'ready' });
  connection.postMessage({ type: 'cancel' });
  expect([worker.commands.length, page.commands.length]).toEqual([2, 3]);
  page.onerror(new Error('trap'));
  expect(failed).toHaveBeenCalledTimes(1);
  connection.terminate();
  expect(page.isEnded).toBe(true);
});

it('a worker that was ended is not replaced when its refusal arrives', () => {
  const { worker, page, refused, connection } = connected();
  connection.postMessage({ type: 'start' });
  connection.terminate();
  worker.onerror(new Error('refused'));
  expect([refused.mock.calls.length, page.commands.length]).toEqual([0, 0]);
});

it('a host on the page’s thread that is ended is told to stop', async () => {
  const receive = vi.fn();
  const connection = connectToPage(async () => () => ({ receive }));
  connection.postMessage({ type: 'start', run: 7 });
  connection.terminate();
  await Promise.resolve().then(() => {});
  await vi.waitFor(() => expect(receive).toHaveBeenLastCalledWith({ type: 'cancel', run: 7 }));
});

it('a worker that fails later has failed', () => {
  const { worker, page, refused, connection, failed } = connected();
  connection.postMessage({ type: 'module' });
  worker.say('ready');
  worker.onerror(new Error('trap'));
  expect([refused.mock.calls.length, failed.mock.calls.length, page.commands.length]).toEqual([0, 1, 0]);
});
