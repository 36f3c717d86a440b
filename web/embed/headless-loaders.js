import createLectureModule from '../../build/wasm/engine-lecture.js';
import lectureUrl from '../../build/wasm/engine-lecture.wasm?url';
import createModule from '../../build/wasm/library.js';
import libraryUrl from '../../build/wasm/library.wasm?url';
import { createEngine, createLecture } from '../engine/api.js';

/** @param {(url: string) => Promise<BufferSource>} read gives the bytes of a file that lies beside the script */
export const loadersFrom = (read) => ({
  /** An engine with all calls: library.wasm. */
  loadEngine: async () => createEngine({ createModule, wasm: await read(libraryUrl) }),
  /** The lecture's small systems: engine-lecture.wasm. */
  loadLecture: async () => createLecture({ createModule: createLectureModule, wasm: await read(lectureUrl) }),
});
