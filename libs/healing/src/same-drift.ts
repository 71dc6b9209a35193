import { contentHash, type Fingerprint, type HealingProposal } from '@testforge/core';

/** What an element is, without what differs from visit to visit: its value, its place, what happens to stand beside it. */
export const identityOf = ({
  tag,
  role,
  name,
  testId,
  id,
  nameAttr,
  href,
  landmark,
  heading,
}: Fingerprint): object => ({
  ...{ tag, role, name, testId, id, nameAttr, href, landmark, heading },
});

/** Equal for the same lost element in any test. */
export const lostKey = ({
  oldLocator,
  oldFingerprint,
}: Pick<HealingProposal, 'oldLocator' | 'oldFingerprint'>): string =>
  contentHash([oldLocator, identityOf(oldFingerprint)]);
/** Equal for the same locator chosen. */
export const chosenKey = ({ newLocator }: HealingProposal): string => (newLocator ? contentHash(newLocator) : '');

/** Whether two heals are the same repair: of the same lost element, to the same locator. */
export const isSameDrift = (a: HealingProposal, b: HealingProposal): boolean =>
  lostKey(a) === lostKey(b) && chosenKey(a) === chosenKey(b);
