import { clsx } from 'clsx';
import { useEffect, useRef } from 'react';

/** Source with line numbers; the lines from `first` to `last` are the ones it is about. */
export function Code({ content, first, last, label }: { content: string; first: number; last: number; label: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const line = scroller.current?.querySelector<HTMLElement>('[data-first]');
    if (scroller.current && line) scroller.current.scrollTop = line.offsetTop - 40;
  }, [first]);
  return (
    <div
      ref={scroller}
      role="region"
      aria-label={label}
      tabIndex={0}
      className="border-line bg-surface relative max-h-[32rem] overflow-auto rounded-lg border py-2 font-mono text-xs leading-5"
    >
      <table className="min-w-full">
        <tbody>
          {content.split('\n').map((line, index) => {
            const number = index + 1;
            const own = number >= first && number <= last;
            return (
              <tr
                key={number}
                data-first={number === first || undefined}
                className={clsx(own ? 'bg-accent-tint' : 'text-soft')}
              >
                <td className="text-soft w-10 px-3 text-right align-top tabular-nums select-none">{number}</td>
                <td className="pr-4 whitespace-pre">{line || ' '}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
