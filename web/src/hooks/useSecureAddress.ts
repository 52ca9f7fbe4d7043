import { useEffect, useState } from 'react';

/** The same page at the HTTPS address that the server names; until it has, or where it has none, the same host over HTTPS. */
export function useSecureAddress(sameHost: string): string {
  const [address, setAddress] = useState(sameHost);
  useEffect(() => {
    const asking = new AbortController();
    secureOrigin(asking.signal)
      .then((origin) => {
        const { pathname, search, hash } = new URL(sameHost);
        setAddress(new URL(pathname + search + hash, origin).href);
      })
      .catch(() => undefined);
    return () => asking.abort();
  }, [sameHost]);
  return address;
}

async function secureOrigin(signal: AbortSignal): Promise<string> {
  const response = await fetch('/secure-origin', { signal });
  if (!response.ok) throw new Error('the server has no HTTPS address');
  return response.text();
}
