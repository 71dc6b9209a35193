import { useQuery } from '@tanstack/react-query';
import { Panel, Section } from '../ui/panel.js';
import { Asked } from '../ui/query.js';
import { ago } from '../words.js';
import { auditQuery } from './queries.js';

/** `rollBackHealing` as people say it. */
const words = (action: string): string => action.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Who changed what, the newest first. */
export function Audit() {
  const audit = useQuery(auditQuery);
  return (
    <Section title="Audit" note="The last changes. Nobody can alter or remove an entry; the API gives all of them.">
      <Asked query={audit} lines={2}>
        {(items) => (
          <Panel className="divide-line divide-y">
            {items.length === 0 ? <p className="text-soft px-4 py-3">Nothing was changed yet.</p> : null}
            {items.map(({ id, actor, action, at }) => (
              <div key={id} className="flex flex-wrap gap-x-4 px-4 py-2 text-xs">
                <span className="w-48 font-medium">{words(action)}</span>
                <span className="text-soft min-w-0 grow break-words">{actor}</span>
                <span className="text-soft">{ago(at)}</span>
              </div>
            ))}
          </Panel>
        )}
      </Asked>
    </Section>
  );
}
