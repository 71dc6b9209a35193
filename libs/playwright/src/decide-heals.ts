import { AppError } from '@testforge/core';
import type { Heal, Proposal } from './records.js';
import type { Store } from './store.js';

type Kept = { heals: Heal[]; proposals: Proposal[] };

const unknown = (id: string, what: string): never => {
  throw new AppError(
    'notFound',
    'playwright.unknown_id',
    `There is no ${what} “${id}”; “testforge-heals list” shows what there is.`,
  );
};
const other =
  (id: string) =>
  (one: { id: string }): boolean =>
    one.id !== id;

/** The heal that a proposal becomes when it is taken, by whose word. */
export const healOf = (proposal: Proposal, by: Heal['by'], at: string): Heal | null => {
  const { rule: _rule, ranking: _ranking, status: _status, newLocator, newFingerprint, code, ...rest } = proposal;
  if (!newLocator || !newFingerprint || code === undefined) return null;
  return { ...rest, newLocator, newFingerprint, code, by, at };
};

/** A heal as something that a person is to be asked about, or has refused. */
export const proposalOf = ({ by: _by, ...heal }: Heal, rule: string, status: Proposal['status']): Proposal => ({
  ...heal,
  rule,
  ranking: [],
  status,
});

/** One answer serves every test that asked the same. */
const sameQuestion =
  (asked: Proposal) =>
  ({ old, code, status }: Proposal): boolean =>
    old === asked.old && code === asked.code && status === asked.status;

/** The answers of a person to what was proposed or healed; each gives a line that says what was done. */
export function createAnswers(store: Pick<Store, 'change'>, now: () => Date) {
  const answer = async (change: (kept: Kept) => Kept & { told: string }): Promise<string> => {
    let told = '';
    await store.change((kept) => {
      const changed = change(kept);
      told = changed.told;
      return { heals: changed.heals, proposals: changed.proposals };
    });
    return told;
  };

  return {
    /** @throws AppError notFound; conflict where nothing was found that could be approved */
    approve: (id: string): Promise<string> =>
      answer(({ heals, proposals }) => {
        const proposal = proposals.find((one) => one.id === id) ?? unknown(id, 'proposal');
        const heal = healOf(proposal, 'approved', now().toISOString());
        if (!heal)
          throw new AppError(
            'conflict',
            'playwright.nothing_found',
            'For this step nothing was found that could be used.',
          );
        return {
          heals: [...heals.filter(other(id)), heal],
          proposals: proposals.filter((one) => !sameQuestion(proposal)(one)),
          told: `approved: ${heal.old} is now ${heal.code}`,
        };
      }),

    reject: (id: string): Promise<string> =>
      answer(({ heals, proposals }) => {
        const proposal = proposals.find((one) => one.id === id) ?? unknown(id, 'proposal');
        return {
          heals,
          proposals: proposals.map((one) =>
            sameQuestion(proposal)(one) ? { ...one, status: 'rejected' as const } : one,
          ),
          told: `rejected: ${proposal.old} stays as it is`,
        };
      }),

    rollBack: (id: string): Promise<string> =>
      answer(({ heals, proposals }) => {
        const heal = heals.find((one) => one.id === id) ?? unknown(id, 'heal');
        return {
          heals: heals.filter(other(id)),
          // What was taken back is not found again as if nothing had been said.
          proposals: [...proposals.filter(other(id)), proposalOf(heal, 'person.rolled_back', 'rejected')],
          told: `rolled back: ${heal.old} is looked for again`,
        };
      }),
  };
}
export type Answers = ReturnType<typeof createAnswers>;
