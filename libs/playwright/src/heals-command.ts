import type { Answers } from './decide-heals.js';
import { plainText } from './plain-text.js';
import type { Heal, Proposal } from './records.js';
import type { Store } from './store.js';

const usage = [
  'testforge-heals list             what is healed, and what waits for an answer',
  'testforge-heals approve ID       use what was found from now on',
  'testforge-heals reject ID        do not propose or heal it again',
  'testforge-heals rollback ID      look for the old element again, as the test says',
  '  --dir FOLDER                   where the suite keeps it; default: .testforge',
];

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const moreWords = (more: number): string => (more > 0 ? `, and ${more} more with the same answer` : '');

const proposalLines = (
  { id, status, file, test, old, code, confidence, evidence }: Proposal,
  more: number,
): string[] => [
  `${id}  ${status === 'open' ? (code ? 'waits' : 'lost') : 'rejected'}  ${plainText(`${file} › ${test}`)}${moreWords(more)}`,
  `    ${plainText(old)}`,
  code ? `  → ${code}  (${percent(confidence)})` : '  → nothing was found',
  ...evidence.map((line) => `    ${plainText(line)}`),
];

const healLines = ({ id, by, at, file, test, old, code, confidence }: Heal): string[] => [
  `${id}  healed (${by}, ${at.slice(0, 10)})  ${plainText(`${file} › ${test}`)}`,
  `    ${plainText(old)}`,
  `  → ${code}  (${percent(confidence)})`,
];

/** The same locator that became the same thing is one question, however many tests it stands in. */
function asQuestions(proposals: readonly Proposal[]): Proposal[][] {
  const byAnswer = Map.groupBy(proposals, ({ old, code, status }) => JSON.stringify([old, code, status]));
  return [...byAnswer.values()];
}

async function list(store: Store): Promise<string[]> {
  const asked = asQuestions(await store.readProposals()).flatMap(([first, ...more]) =>
    first ? proposalLines(first, more.length) : [],
  );
  const lines = [...(await store.readHeals()).flatMap((heal) => healLines(heal)), ...asked];
  return lines.length > 0 ? lines : ['Nothing is healed, and nothing waits.'];
}

/**
 * The command `testforge-heals`: the lines to print, and the exit code (0 done, 2 wrong use).
 * @throws AppError as the answers do
 */
export async function runHealsCommand(
  words: readonly string[],
  { store, answers }: { store: Store; answers: Answers },
): Promise<{ lines: string[]; exitCode: number }> {
  const [command, id] = words;
  const byId = { approve: answers.approve, reject: answers.reject, rollback: answers.rollBack };
  if (command === 'list' && id === undefined) return { lines: await list(store), exitCode: 0 };
  if (command && id && Object.hasOwn(byId, command) && words.length === 2)
    return { lines: [await byId[command as keyof typeof byId](id)], exitCode: 0 };
  return { lines: usage, exitCode: 2 };
}
