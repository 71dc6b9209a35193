import { clsx } from 'clsx';
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface Tab {
  value: string;
  title: string;
  /** How many things are in it. */
  count?: number | undefined;
  content: ReactNode;
}

/** Parts of a page; arrow keys move between them. */
export function Tabs({
  tabs,
  value,
  onChange,
  label,
}: {
  tabs: Tab[];
  value: string;
  onChange: (value: string) => void;
  label: string;
}) {
  const active = tabs.some((tab) => tab.value === value) ? value : (tabs[0]?.value ?? '');
  return (
    <Radix.Root value={active} onValueChange={onChange}>
      <Radix.List aria-label={label} className="border-line mb-6 flex gap-1 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className={clsx(
              'text-soft hover:text-ink -mb-px flex items-center gap-1.5 border-b-2 border-transparent px-3 py-2 font-medium whitespace-nowrap',
              'data-[state=active]:border-accent data-[state=active]:text-ink focus-visible:-outline-offset-2',
            )}
          >
            {tab.title}
            {tab.count ? (
              <span className="bg-quiet-tint text-quiet rounded-full px-1.5 text-xs">{tab.count}</span>
            ) : null}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="focus-visible:outline-none">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
