import type { ReactNode } from 'react';
import { SiteHeader } from './SiteHeader';

interface PageProps {
  readonly className: string;
  readonly children: ReactNode;
}

/** A screen outside a call: the site's header and one main part. */
export function Page({ className, children }: PageProps) {
  return (
    <div className="page">
      <SiteHeader />
      <main id="main" className={className} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
