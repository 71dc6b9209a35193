/** What may be done to what. A grant is a permission, `resource:*`, or `*`. */
export const permissions = [
  'project:read',
  'project:write',
  'run:read',
  'run:start',
  'run:cancel',
  'report:read',
] as const;
export type Permission = (typeof permissions)[number];

/** Whether any of the grants covers the permission. */
export const covers = (grants: readonly string[], permission: Permission): boolean => {
  const resource = permission.split(':', 1)[0] ?? '';
  return grants.some((grant) => grant === '*' || grant === permission || grant === `${resource}:*`);
};
