import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  base: '/',
  build: {
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    // The server's policy allows neither inline scripts nor data: documents: everything is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: true,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/socket.io': { target: server, ws: true }, '/healthz': { target: server } },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // Nothing waits for real time; a busy machine may still take its own.
    testTimeout: 60_000,
  },
});
