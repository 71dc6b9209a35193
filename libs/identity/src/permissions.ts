/** What may be done to what. A grant is a permission, `resource:*`, or `*`. */
export const permissions = [
  'project:read',
  'project:write',
  'run:read',
  'run:start',
  'run:cancel',
  /** To answer what waits: approve, reject, “intended”. */
  'run:decide',
  'run:share',
  'report:read',
  'key:read',
  'key:write',
  'member:read',
  'member:write',
  /** To read who changed what. */
  'audit:read',
] as const;
export type Permission = (typeof permissions)[number];

/** Whether any of the grants covers the permission. */
export const covers = (grants: readonly string[], permission: string): boolean => {
  const resource = permission.split(':', 1)[0] ?? '';
  return grants.some((grant) => grant === '*' || grant === permission || grant === `${resource}:*`);
};

/** What both lists allow: a key never lets its holder do more than the person it belongs to. */
export const intersect = (wanted: readonly string[], held: readonly string[]): string[] => [
  ...new Set([...wanted.filter((grant) => covers(held, grant)), ...held.filter((grant) => covers(wanted, grant))]),
];
