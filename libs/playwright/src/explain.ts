import { plainText } from './plain-text.js';
import type { Proposal } from './records.js';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const asText = (lines: readonly string[]): string => `TestForge: ${lines.join('\n')}`;

/** The same error with more to say; its place in the test stays what it was. */
export function explain(error: Error, lines: readonly string[]): Error {
  const { message, stack } = error;
  const told = `${message}\n\n${asText(lines)}`;
  error.message = told;
  if (stack?.includes(message)) error.stack = stack.replace(message, () => told);
  return error;
}

/** What a person who reads the error can do about it. */
export function proposalWords({ id, code, confidence, evidence, status }: Proposal): string[] {
  const why = evidence.map((line) => `  ${plainText(line)}`);
  if (!code) return ['the element is not there, and nothing could take its place:', ...why];
  if (status === 'rejected') return [`the element is not there; ${code} was found, which was rejected or rolled back.`];
  return [
    `the element is not there. It may now be ${code} (${percent(confidence)}):`,
    ...why,
    `use it from now on: npx testforge-heals approve ${id}`,
  ];
}

export const proposalText = (proposal: Proposal): string => asText(proposalWords(proposal));
