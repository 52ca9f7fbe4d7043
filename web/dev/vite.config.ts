import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the gallery of screens: the shipped components with fake people behind them. Never part of the product. */
export default defineConfig({
  root: at('.'),
  base: './',
  publicDir: at('../public'),
  plugins: [react()],
  build: {
    outDir: at('../node_modules/.cache/gallery'),
    emptyOutDir: true,
    rollupOptions: { input: at('gallery.html') },
  },
});
