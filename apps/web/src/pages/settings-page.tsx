import { useQuery } from '@tanstack/react-query';
import { useSession, useMay } from '../session/use-session.js';
import { PageHead } from '../ui/page-head.js';
import { Facts, Panel, Section } from '../ui/panel.js';
import { Asked } from '../ui/query.js';
import { StatusIcon } from '../ui/status.js';
import { ApiKeys } from './api-keys.js';
import { Audit } from './audit.js';
import { Members } from './members.js';
import { Password } from './password.js';
import { readinessQuery } from './queries.js';

export function SettingsPage() {
  const me = useSession()?.me;
  const mayKeys = useMay('key:read');
  const mayMembers = useMay('member:read');
  const mayAudit = useMay('audit:read');
  return (
    <>
      <PageHead title="Settings" />
      <Section title="You">
        <Panel className="p-5">
          <Facts
            items={[
              ['E-mail', me?.user?.email ?? 'none'],
              ['Tenant', me?.tenant.name ?? 'none'],
              ['Role', me?.role ?? 'none'],
            ]}
          />
          {me?.user ? <Password /> : null}
        </Panel>
      </Section>
      {mayMembers ? <Members /> : null}
      {mayKeys ? <ApiKeys /> : null}
      <Section title="API" note="Everything this dashboard does goes through it.">
        <Panel className="p-5">
          <a href="/docs" target="_blank" rel="noreferrer" className="text-accent underline">
            Description of every route
          </a>
        </Panel>
      </Section>
      {mayAudit ? <Audit /> : null}
      <Health />
      <Section title="Plan">
        <Panel className="p-5">
          <p className="font-medium">Self-hosted: everything on, no quota</p>
          <p className="text-soft mt-1">Runs and tests are counted in the usage ledger all the same.</p>
        </Panel>
      </Section>
    </>
  );
}

const names: Record<string, string> = {
  postgres: 'PostgreSQL',
  redis: 'Redis',
  temporal: 'Temporal',
  qdrant: 'Qdrant',
};

function Health() {
  const ready = useQuery(readinessQuery);
  return (
    <Section title="Health of the platform" note="Looked at every 15 seconds.">
      <Asked query={ready} lines={1}>
        {({ dependencies }) => (
          <Panel className="divide-line divide-y">
            {dependencies.map(({ name, ok, latencyMs, reason }) => (
              <div key={name} className="flex items-center gap-3 px-4 py-2.5">
                <StatusIcon status={ok ? 'passed' : 'failed'} />
                <span className="grow font-medium">{names[name] ?? name}</span>
                <span className="text-soft text-xs">{ok ? `answers in ${latencyMs} ms` : reason}</span>
              </div>
            ))}
          </Panel>
        )}
      </Asked>
    </Section>
  );
}
