import { ImageIcon, Route, type LucideIcon } from 'lucide-react';
import { ownAddress, type TestDetail } from '../api.js';
import { buttonClass } from '../ui/button.js';
import { CopyButton } from '../ui/copy.js';
import { Section } from '../ui/panel.js';

type Artifact = TestDetail['artifacts'][number];
const kinds: Record<string, { words: string; icon: LucideIcon }> = {
  screenshot: { words: 'Picture', icon: ImageIcon },
  trace: { words: 'Trace', icon: Route },
};

/** What the newest failed attempt left. */
export function FileLinks({ artifacts }: { artifacts: Artifact[] }) {
  const phase = artifacts.at(-1)?.phase;
  const newest = artifacts.filter((each) => each.phase === phase);
  if (newest.length === 0) return null;
  const video = newest.find(({ kind }) => kind === 'video');
  const files = newest.filter((each) => each !== video);
  return (
    <Section
      title="Files"
      note="A trace holds every step with its page. Look into it with “npx playwright show-trace FILE”."
    >
      {video ? (
        <video
          src={ownAddress(video.url)}
          controls
          muted
          preload="metadata"
          aria-label="Video of the failed attempt"
          className="border-line mb-3 w-full rounded-md border"
        />
      ) : null}
      <div className="flex flex-wrap gap-2">
        {files.map(({ kind, url }) => {
          const { words, icon: Icon } = kinds[kind] ?? { words: kind, icon: Route };
          return (
            <a
              key={kind}
              href={ownAddress(url)}
              target="_blank"
              rel="noreferrer"
              className={buttonClass('plain', true)}
            >
              <Icon className="size-3.5" aria-hidden /> {words}
            </a>
          );
        })}
        <CopyButton text="npx playwright show-trace trace.zip" label="Copy command" />
      </div>
    </Section>
  );
}
