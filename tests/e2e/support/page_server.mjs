// Serves the page of the base vocabulary from a port of its own, as the original's development server did.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const files = {
  '/': ['text/html', file('../pages/base.html')],
  '/base.js': ['text/javascript', file('../pages/base.js')],
  '/socket.io.js': ['text/javascript', file('../node_modules/socket.io-client-2.3.0/dist/socket.io.js')],
};

export async function servePages() {
  const server = createServer(async (request, response) => {
    const found = files[new URL(request.url, 'http://localhost').pathname];
    if (!found) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': found[0] }).end(await readFile(found[1]));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${server.address().port}`, close: () => server.close() };
}
