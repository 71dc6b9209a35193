import type { FailureSnapshot, Fingerprint } from '@testforge/core';
import { failedOn, proposalOf, withBox } from './prepared-documents.js';
import { emailField, logInButton, totals } from './prepared-tests.js';
import type { ShopPicture } from './shop-pictures.js';

const field = (name: string): Fingerprint => ({ tag: 'input', role: 'textbox', name, label: name });

/** The form on which the e-mail field was lost, with what somebody may choose in its place. */
export const contactPage = (picture: ShopPicture): FailureSnapshot =>
  failedOn(picture, [field('Name'), withBox(field('Email address'), picture)]);

/** One failure of each kind: a wrong total, a repair that is asked for, one that was proven, a wording that changed. */
export function failuresOf(
  before: readonly ShopPicture[],
  after: readonly ShopPicture[],
  { shots, contactPage: snapshot }: { shots: readonly string[]; contactPage: string },
) {
  const [contact, logIn, cart] = after;
  const was = (path: string): ShopPicture => before.find((picture) => picture.path === path) ?? before[0]!;
  const shot = (index: number): string => shots[index] ?? '';
  if (!contact || !logIn || !cart) throw new Error('pictures of release 2 are missing');
  return [
    {
      key: 'cart--total',
      step: 4,
      message: 'expect(locator).toHaveText failed',
      screenshot: shot(2),
      judged: {
        verdict: 'regression' as const,
        rule: 'regression.expectation_broken',
        evidence: [
          'the element was found by a locator that has nothing to do with the text',
          'every step before it held',
        ],
        outcome: 'regression' as const,
        expected: totals.right,
        actual: totals.wrong,
      },
    },
    {
      key: 'form-happy--contact',
      step: 1,
      message: 'locator.fill: Timeout 5000ms exceeded',
      screenshot: shot(0),
      snapshot,
      judged: {
        verdict: 'drift' as const,
        rule: 'drift.moved',
        evidence: ['the old locator finds nothing', 'nearest on the page: textbox “Email address”, score 0.73'],
        outcome: 'waiting' as const,
        waitingFor: 'approval' as const,
        proposals: [
          proposalOf(
            { testKey: 'form-happy--contact', stepKey: 'fill-e-mail' },
            withBox(emailField, was('/contact')),
            withBox({ tag: 'input', role: 'textbox', name: 'Email address' }, contact),
            {
              decision: 'ask',
              confidence: 0.86,
              why: 'text and place agree; the confidence is below what the policy asks for',
            },
          ),
        ],
      },
    },
    {
      key: 'log-in-refused',
      step: 2,
      message: 'locator.click: Timeout 5000ms exceeded',
      screenshot: shot(1),
      judged: {
        verdict: 'drift' as const,
        rule: 'drift.moved',
        evidence: ['the old locator finds nothing', 'the healed test passed from the start'],
        outcome: 'healed' as const,
        proven: true,
        proposals: [
          proposalOf(
            { testKey: 'log-in-refused', stepKey: 'click-log-in' },
            withBox(logInButton, was('/log-in')),
            withBox({ tag: 'button', role: 'button', name: 'Sign in' }, logIn),
            { decision: 'heal', confidence: 0.95, why: 'text, test id and context agree' },
          ),
        ],
      },
    },
    {
      key: 'smoke--contact',
      step: 1,
      message: 'expect(locator).toBeVisible failed',
      screenshot: shot(0),
      judged: {
        verdict: 'drift' as const,
        rule: 'drift.reworded',
        evidence: ['in the place of “Contact us” stands “Get in touch”'],
        outcome: 'waiting' as const,
        waitingFor: 'wording' as const,
        expected: 'Contact us',
        actual: 'Get in touch',
      },
    },
  ];
}
