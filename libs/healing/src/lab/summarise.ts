import type { LabCase, LabResult } from './lab-case.js';

/** A result beside what is known of the right answer: `rank` of the right element, null where it is not ranked. */
export interface Weighed {
  case: LabCase;
  result: LabResult;
  /** `unknown`: the case does not say. */
  truth: 'present' | 'gone' | 'unknown';
  rank: number | null;
}

export interface LabSummary {
  cases: number;
  withTarget: number;
  top1: number;
  top10: number;
  distinct: number;
  distinctTop1: number;
  gone: number;
  automaticRight: number;
  automaticWrong: number;
  asked: number;
  askedRight: number;
  abstained: number;
  failed: number;
  p50Ms: number;
  p95Ms: number;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? 0;
}

const keyOf = ({ case: { html, candidates, failedLocator, action, baseline, args } }: Weighed): string =>
  JSON.stringify([html ?? candidates, failedLocator, action, baseline, args]);

export function summarise(weighed: readonly Weighed[], failed: number): LabSummary {
  const present = weighed.filter(({ truth }) => truth === 'present');
  const known = weighed.filter(({ truth }) => truth !== 'unknown');
  const isRight = ({ rank }: Weighed): boolean => rank === 0;
  const decided = (decision: LabResult['decision']) => weighed.filter(({ result }) => result.decision === decision);
  const distinct = [...new Map(present.map((one) => [keyOf(one), one])).values()];
  const times = weighed.map(({ result }) => result.ms).sort((a, b) => a - b);
  return {
    cases: weighed.length,
    withTarget: present.length,
    top1: present.filter(isRight).length,
    top10: present.filter(({ rank }) => rank !== null && rank < 10).length,
    distinct: distinct.length,
    distinctTop1: distinct.filter(isRight).length,
    gone: weighed.filter(({ truth }) => truth === 'gone').length,
    automaticRight: known.filter((one) => one.result.decision === 'heal' && isRight(one)).length,
    automaticWrong: known.filter((one) => one.result.decision === 'heal' && !isRight(one)).length,
    asked: decided('ask').length,
    askedRight: decided('ask').filter(isRight).length,
    abstained: decided('abstain').length,
    failed,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  };
}

const share = (part: number, whole: number): string =>
  `${part} of ${whole}${whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1)} %)`}`;

/** The summary for people, one figure a line. */
export function summaryLines(s: LabSummary): string[] {
  return [
    `cases                ${s.cases}${s.gone ? `, in ${s.gone} the target is gone` : ''}`,
    `top 1                ${share(s.top1, s.withTarget)}`,
    `top 10               ${share(s.top10, s.withTarget)}`,
    `distinct, top 1      ${share(s.distinctTop1, s.distinct)}`,
    `automatic and right  ${s.automaticRight}`,
    `automatic and wrong  ${s.automaticWrong}`,
    `asked                ${s.asked}, of which right ${s.askedRight}`,
    `abstained            ${s.abstained}`,
    `ms p50 / p95         ${s.p50Ms.toFixed(1)} / ${s.p95Ms.toFixed(1)}`,
    ...(s.failed ? [`not read             ${s.failed}`] : []),
  ];
}
