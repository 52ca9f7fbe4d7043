import * as Radix from '@radix-ui/react-tabs';
import type { ReactNode } from 'react';

export interface TabPage {
  readonly value: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps {
  readonly label: string;
  readonly pages: readonly TabPage[];
  /** The page shown first; the first one when absent. */
  readonly first?: string;
}

/** Pages behind tabs: arrows move between the tabs, Tab goes into the page. */
export function Tabs({ label, pages, first }: TabsProps) {
  return (
    <Radix.Root className="tabs" defaultValue={first ?? pages[0]?.value ?? ''}>
      <Radix.List className="segments tabs-list" aria-label={label}>
        {pages.map(({ value, label: name }) => (
          <Radix.Trigger key={value} className="segment" value={value}>
            {name}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {pages.map(({ value, content }) => (
        <Radix.Content key={value} className="tabs-page" value={value}>
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
