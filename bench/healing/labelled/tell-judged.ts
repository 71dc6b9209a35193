import type { PageElement } from '@testforge/core';
import { regimes, type Judged, type Outcome, type Regime } from './judge-labels.js';

const count = <T>(list: readonly T[], test: (one: T) => boolean): number => list.filter(test).length;

/** A share with its numbers, so that nobody takes three of four for much. */
const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${(part / whole).toFixed(3).replace(/^0/, '')} (${part}/${whole})`;

const isGone = ({ truth }: Judged): boolean => truth === null;

/** Every number of one list of labels. */
export interface Figures {
  /** Gone ones included. */
  labelled: number;
  /** Of those that are still there. */
  broken: number;
  gone: number;
  top1: string;
  top1Broken: string;
  top10Broken: string;
  /** Of all that are still there, lost or not: what would be healed without a person. */
  automatic: string;
  healedRight: number;
  healedWrong: number;
  asked: number;
  /** Of those that are asked: the right one comes first. */
  askedRight: number;
  /** Of those that were not healed: in a run the step's effect may heal them. */
  byEffect: number;
  abstained: number;
  goneHealed: number;
  goneAsked: number;
  similo: string;
  similoBroken: string;
}

/** Decisions are counted on broken locators alone, since nothing else is ever lost; wrong ones on all. */
export function figuresOf(list: readonly Judged[], regime: Regime): Figures {
  const gone = list.filter(isGone);
  const present = list.filter((one) => !isGone(one));
  const broken = present.filter((one) => one.broken);
  const of = (one: Judged): Outcome => one.outcomes[regime];
  const first = (one: Judged): boolean => of(one).rank === 0;
  const decided = (some: readonly Judged[], decision: Outcome['decision']): Judged[] =>
    some.filter((one) => of(one).decision === decision);
  const similoFirst = (one: Judged): boolean => one.similo === 0;
  return {
    labelled: list.length,
    broken: broken.length,
    gone: gone.length,
    top1: share(count(present, first), present.length),
    top1Broken: share(count(broken, first), broken.length),
    top10Broken: share(
      count(broken, (one) => (of(one).rank ?? 10) < 10),
      broken.length,
    ),
    automatic: share(decided(present, 'heal').length, present.length),
    healedRight: count(decided(broken, 'heal'), first),
    healedWrong: count(decided(present, 'heal'), (one) => !first(one)),
    asked: decided(broken, 'ask').length,
    askedRight: count(decided(broken, 'ask'), first),
    byEffect: count(broken, (one) => of(one).byEffect),
    abstained: decided(broken, 'abstain').length,
    goneHealed: decided(gone, 'heal').length,
    goneAsked: decided(gone, 'ask').length,
    similo: share(count(present, similoFirst), present.length),
    similoBroken: share(count(broken, similoFirst), broken.length),
  };
}

const columns: readonly [title: string, width: number, value: (figures: Figures) => string | number][] = [
  ['labelled', 8, ({ labelled }) => labelled],
  ['broken', 6, ({ broken }) => broken],
  ['top 1, all', 15, ({ top1 }) => top1],
  ['top 1, broken', 15, ({ top1Broken }) => top1Broken],
  ['top 10, broken', 15, ({ top10Broken }) => top10Broken],
  ['automatic, all', 14, ({ automatic }) => automatic],
  ['healed', 6, ({ healedRight }) => healedRight],
  ['wrong', 5, ({ healedWrong }) => healedWrong],
  ['asked (right)', 13, ({ asked, askedRight }) => `${asked} (${askedRight})`],
  ['abstained', 9, ({ abstained }) => abstained],
  ['by effect', 9, ({ byEffect }) => byEffect],
  ['gone: healed/asked', 18, (figures) => `${figures.gone}: ${figures.goneHealed}/${figures.goneAsked}`],
  ['Similo all', 15, ({ similo }) => similo],
  ['Similo broken', 15, ({ similoBroken }) => similoBroken],
];

const nameWidth = 24;

/** A table with a line for each app and regime, and one for all. */
export function tableOf(judged: readonly Judged[]): string[] {
  const head = columns.map(([title, width]) => title.padStart(width)).join('  ');
  const groups = [...new Set(judged.map(({ app }) => app)), null];
  const lines = groups.flatMap((app) =>
    regimes.map((regime) => {
      const figures = figuresOf(
        judged.filter((one) => app === null || one.app === app),
        regime,
      );
      const cells = columns.map(([, width, value]) => String(value(figures)).padStart(width));
      return `${`${app ?? 'all'}, ${regime}`.padEnd(nameWidth)}  ${cells.join('  ')}`;
    }),
  );
  return [`${' '.repeat(nameWidth)}  ${head}`, ...lines];
}

const short = (text: string | undefined): string => (text && text.length > 60 ? `${text.slice(0, 60)}…` : (text ?? ''));

/** An element in words: what it is, what it says, its names. */
export function wordsOf({ tag, role, name, text, label, id, nameAttr, href, visible }: PageElement): string {
  const says = [...new Set([name, text, label].filter((one) => one !== undefined && one !== ''))].map(short);
  const marks = [id && `#${id}`, nameAttr && `[${nameAttr}]`, href && `→ ${short(href)}`].filter(Boolean);
  return [
    role && role !== tag ? `${tag}/${role}` : tag,
    `“${says.join(' | ')}”`,
    ...marks,
    visible === false && 'hidden',
  ]
    .filter(Boolean)
    .join(' ');
}

const isRight = ({ truth }: Judged, { rank, decision }: Outcome): boolean =>
  truth === null ? decision === 'abstain' : rank === 0;

/**
 * Every label whose element is still there and was lost, does not come first, or is gone and not left alone: the words of
 * both releases and what was decided.
 */
export function casesOf(judged: readonly Judged[]): string[] {
  return judged.flatMap((one) => {
    const { app, page, action, old, truth, broken, note, outcomes } = one;
    const isMissed = regimes.some((regime) => !isRight(one, outcomes[regime]));
    if (!isMissed && (!broken || truth === null)) return [];
    const told = regimes.map((regime) => {
      const { rank, decision, why, first, byEffect } = outcomes[regime];
      const found = rank === 0 ? 'right' : `right at ${rank ?? '–'}, first ${first ? wordsOf(first) : 'nothing'}`;
      return `    ${regime}: ${decision}${byEffect ? ', or healed by its effect' : ''} (${why}); ${found}`;
    });
    return [
      `  ${isMissed ? 'MISSED ' : ''}${app}, ${page}, ${action}${broken ? '' : ', not broken'}: ${wordsOf(old)}`,
      `    now ${truth ? wordsOf(truth) : 'gone'}${note ? ` (${note})` : ''}`,
      ...told,
    ];
  });
}
