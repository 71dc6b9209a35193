import type { TenantDb } from '@testforge/platform/db';

/** All that is on record of one run, in the words of the database. */
export async function readRecords(db: TenantDb, run: { id: string; project: { id: string } }) {
  const where = { runId: run.id };
  const [results, stages, usage, findings, ledger, healings, versions, contributions] = await Promise.all([
    db.result.findMany({ where }),
    db.stage.findMany({ where }),
    db.usageRecord.findMany({ where }),
    db.finding.findMany({ where }),
    db.ledgerEntry.findMany({ where, orderBy: { position: 'asc' } }),
    db.healing.findMany({ where }),
    db.suiteVersion.findMany({
      where: { projectId: run.project.id },
      orderBy: { number: 'asc' },
      include: { entries: { include: { testRevision: { include: { testCase: true } } } } },
    }),
    db.knowledgeContribution.findMany({ include: { entry: true } }),
  ]);
  return { results, stages, usage, findings, ledger, healings, versions, contributions };
}
export type Records = Awaited<ReturnType<typeof readRecords>>;

const twice = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);

/** Whatever is there more than once though it happened once; empty when all is well. */
export function recordedTwice({
  results,
  stages,
  usage,
  findings,
  ledger,
  healings,
  versions,
  contributions,
}: Records): string[] {
  const ledgerStages = [...new Set(ledger.map(({ stage }) => stage))];
  const gaps = ledgerStages.filter((stage) =>
    ledger.filter((entry) => entry.stage === stage).some(({ position }, index) => position !== index),
  );
  return [
    ...twice(results.map(({ testKey, phase }) => `result ${testKey} ${phase}`)),
    ...twice(stages.map(({ name }) => `stage ${name}`)),
    ...twice(usage.map(({ metric }) => `usage ${metric}`)),
    ...twice(findings.map(({ kind, title, url }) => `finding ${kind} ${title} ${url}`)),
    ...twice(ledger.map(({ stage, position }) => `ledger ${stage} ${position}`)),
    ...gaps.map((stage) => `ledger of ${stage}: positions are not in a row`),
    ...twice(healings.map(({ testKey, stepKey }) => `healing ${testKey} ${stepKey}`)),
    ...twice(versions.map(({ runId, reason }) => `suite version ${runId} ${reason}`)),
    ...twice(versions.map(({ number }) => `suite version ${number}`)),
    ...versions.flatMap(({ number, entries }) =>
      twice(entries.map(({ testRevision }) => `test ${testRevision.testCase.key} in version ${number}`)),
    ),
    ...twice(contributions.map(({ sourceKey }) => `contribution ${sourceKey}`)),
  ];
}
