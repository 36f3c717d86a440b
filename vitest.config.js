import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Only what hangs: a loaded machine takes many times as long.
    testTimeout: 60000,
    include: ['tests/web/**/*.test.js', 'tests/build/**/*.test.js'],
    // The Emscripten glue takes Vitest's own module scope for CommonJS: Node loads it.
    server: { deps: { external: [/\/build\/wasm\//] } },
  },
});
