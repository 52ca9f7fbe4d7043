import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// One file with everything in it, so that a page needs neither a bundler nor an import map.
export default defineConfig({
  root: here('.'),
  publicDir: false,
  build: {
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    outDir: here('dist'),
    emptyOutDir: true,
    lib: { entry: here('../src/core/index.ts'), formats: ['es'], fileName: () => 'moim-client.js' },
  },
});
