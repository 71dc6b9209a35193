import { ArrowRight } from 'lucide-react';
import type { TestDetail } from '../api.js';
import { Panel } from '../ui/panel.js';
import { NoPicture, Picture } from '../ui/picture.js';
import { Pill, type Tone } from '../ui/status.js';
import { percent } from '../words.js';

type Heal = TestDetail['heals'][number];

const decisions: Record<Heal['decision'], { words: string; tone: Tone }> = {
  heal: { words: 'sure enough to try', tone: 'healed' },
  ask: { words: 'asks you', tone: 'wait' },
  abstain: { words: 'not sure enough to propose', tone: 'quiet' },
};

/** Before beside after: the element as it was remembered, and what was found in its place. */
export function HealCard({ heal }: { heal: Heal }) {
  const { words, tone } = decisions[heal.decision];
  return (
    <Panel className="p-4">
      <div className="flex flex-wrap items-center gap-2">
        <Pill tone={tone}>{words}</Pill>
        {heal.newLocator ? (
          <span className="text-soft text-xs">{percent(heal.confidence)} sure that it is this element</span>
        ) : null}
        <span className="font-medium">{heal.stepTitle}</span>
      </div>
      <div className="mt-4 grid gap-4 md:grid-cols-[1fr_auto_1fr]">
        <Side
          title="Before"
          picture={heal.before}
          locator={heal.oldLocator}
          alt="The page before, with the element framed"
        />
        <ArrowRight className="text-soft hidden size-5 self-center md:block" aria-hidden />
        <Side
          title="Now"
          picture={heal.after}
          locator={heal.newLocator}
          alt="The page now, with the proposed element framed"
        />
      </div>
      <p className="text-soft mt-3 text-xs">{heal.why}</p>
    </Panel>
  );
}

const Side = ({
  title,
  picture,
  locator,
  alt,
}: {
  title: string;
  picture: Heal['before'];
  locator: string | null;
  alt: string;
}) => (
  <figure className="min-w-0">
    <figcaption className="text-soft mb-1.5 text-xs font-medium">{title}</figcaption>
    {picture ? <Picture url={picture.url} alt={alt} box={picture.box} /> : <NoPicture />}
    <code className="bg-raised mt-2 block rounded px-2 py-1.5 text-xs break-words">
      {locator ?? 'no candidate was good enough'}
    </code>
  </figure>
);
