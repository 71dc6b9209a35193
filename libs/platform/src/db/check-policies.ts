import type pg from 'pg';
import { appRole, withConnection } from './cluster.js';

/** Something that would let a row cross the border between tenants. `subject` is a table, function or role. */
export interface PolicyGap {
  subject: string;
  problem: string;
}

/** What the application may do; everything else it can do is a gap. A table that is missing here gets full row access. */
const statedGrants: Record<string, string> = {
  tenant: 'SELECT',
  app_user: 'SELECT',
  membership: 'SELECT DELETE',
  audit_entry: 'SELECT INSERT',
  usage_record: 'SELECT INSERT',
  knowledge_entry: 'SELECT',
  knowledge_contribution: 'SELECT',
};
const fullRowAccess = 'SELECT INSERT UPDATE DELETE';

/** Permissive policies beyond the common one that the application's role meets, by table; and their conditions. */
const statedPolicies: Record<string, string> = {
  'tenant.own_tenant': '(id = current_tenant_id())',
  'role.system_role_read': '((tenant_id IS NULL) AND (current_tenant_id() IS NOT NULL))',
  'app_user.fellow_member': '(EXISTS ( SELECT FROM membership WHERE (membership.user_id = app_user.id)))',
  'knowledge_entry.shared_or_own':
    '((shared AND (current_tenant_id() IS NOT NULL)) OR (EXISTS ( SELECT FROM knowledge_contribution WHERE (knowledge_contribution.entry_id = knowledge_entry.id))))',
};
/** Tables without a tenant_id whose rows are still somebody's. */
const otherGuardedTables = ['tenant', 'app_user', 'user_password', 'knowledge_entry'];
const tenantCondition = '(tenant_id = current_tenant_id())';
const scopeBody = `RETURN (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid`;
const statedDefiners = [
  'contribute_knowledge',
  'find_api_key',
  'find_share',
  'find_sign_in',
  'register_tenant',
  'set_password',
  'find_public_badge',
  'invite_member',
  'list_unfinished_runs',
];

/**
 * Reads the live catalogue and reports every hole in the tenant boundary: tables without forced row-level security or
 * without the common policy, policies nobody stated, grants beyond the stated ones, a role that could bypass it all.
 * Schema diffs see none of this. An empty list means the boundary stands.
 */
export const checkPolicies = (ownerUrl: string): Promise<PolicyGap[]> =>
  withConnection(ownerUrl, async (client) => [
    ...(await checkTables(client)),
    ...(await checkPolicyTexts(client)),
    ...(await checkGrants(client)),
    ...(await checkFunctions(client)),
    ...(await checkAppRole(client)),
  ]);

async function checkTables(client: pg.Client): Promise<PolicyGap[]> {
  const { rows } = await client.query<{
    name: string;
    enabled: boolean;
    forced: boolean;
    scoped: boolean;
    owned: boolean;
  }>(
    `SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced, c.relname <> ALL ($1) AS owned,
       EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.permissive = 'PERMISSIVE'
         AND p.cmd = 'ALL' AND p.roles = '{public}' AND p.qual = $2 AND p.with_check = $2) AS scoped
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND (c.relname = ANY ($1) OR EXISTS (
       SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped))`,
    [otherGuardedTables, tenantCondition],
  );
  return rows.flatMap((table) => [
    ...(table.enabled ? [] : [{ subject: table.name, problem: 'row-level security is off' }]),
    ...(table.forced ? [] : [{ subject: table.name, problem: 'row-level security is not forced' }]),
    ...(table.scoped || !table.owned
      ? []
      : [{ subject: table.name, problem: 'the tenant policy is missing or changed' }]),
  ]);
}

async function checkPolicyTexts(client: pg.Client): Promise<PolicyGap[]> {
  const { rows } = await client.query<{ table: string; name: string; qual: string | null; check: string | null }>(
    `SELECT tablename AS table, policyname AS name, qual, with_check AS check FROM pg_policies
     WHERE schemaname = 'public' AND permissive = 'PERMISSIVE' AND roles && ARRAY['public', $1]::name[]`,
    [appRole],
  );
  const found = new Map(rows.map((row) => [`${row.table}.${row.name}`, row]));
  const oneLine = (text: string | null) => text?.replace(/\s+/g, ' ') ?? null;
  const isStated = (key: string, condition: string | null) =>
    oneLine(condition) === (key.endsWith('.tenant_scope') ? tenantCondition : statedPolicies[key]);
  return [
    ...[...found]
      .filter(([key, { qual, check }]) => !isStated(key, qual) || (check !== null && !isStated(key, check)))
      .map(([key, { table }]) => ({ subject: table, problem: `policy ${key} is not one that was stated` })),
    ...Object.keys(statedPolicies)
      .filter((key) => !found.has(key))
      .map((key) => ({ subject: key.split('.')[0] ?? key, problem: `policy ${key} is missing` })),
  ];
}

async function checkGrants(client: pg.Client): Promise<PolicyGap[]> {
  const { rows } = await client.query<{ name: string; kind: string; guarded: boolean; held: string[] }>(
    `SELECT c.relname AS name, c.relkind AS kind, c.relrowsecurity AS guarded,
       ARRAY(SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) p
         WHERE has_table_privilege($1, c.oid, p)) AS held
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`,
    [appRole],
  );
  return rows.flatMap(({ name, kind, guarded, held }) => {
    const stated = guarded && (kind === 'r' || kind === 'p') ? (statedGrants[name] ?? fullRowAccess).split(' ') : [];
    return held
      .filter((privilege) => !stated.includes(privilege))
      .map((privilege) => ({ subject: name, problem: `the application holds ${privilege}` }));
  });
}

async function checkFunctions(client: pg.Client): Promise<PolicyGap[]> {
  const definers = await client.query<{ name: string }>(
    `SELECT proname AS name FROM pg_proc
     WHERE prosecdef AND pronamespace = 'public'::regnamespace AND has_function_privilege($1, oid, 'EXECUTE') AND proname <> ALL ($2)`,
    [appRole, statedDefiners],
  );
  // Temporary tables, which anybody can make, are searched first unless they are named last.
  const lured = await client.query<{ name: string }>(
    `SELECT proname AS name FROM pg_proc
     WHERE prosecdef AND pronamespace = 'public'::regnamespace AND NOT EXISTS (
       SELECT FROM unnest(proconfig) setting WHERE setting = 'search_path=""' OR setting ~ '^search_path=.*, pg_temp$')`,
  );
  const scope = await client.query<{ body: string }>(
    `SELECT pg_get_function_sqlbody(oid) AS body FROM pg_proc WHERE proname = 'current_tenant_id' AND pronamespace = 'public'::regnamespace`,
  );
  return [
    ...definers.rows.map(({ name }) => ({ subject: name, problem: 'a definer function nobody stated' })),
    ...lured.rows.map(({ name }) => ({ subject: name, problem: 'a definer function that meets temporary tables' })),
    ...(scope.rows.length === 1 && scope.rows[0]?.body === scopeBody
      ? []
      : [{ subject: 'current_tenant_id', problem: 'does not read the scope as stated' }]),
  ];
}

async function checkAppRole(client: pg.Client): Promise<PolicyGap[]> {
  const { rows } = await client.query<
    Record<'super' | 'bypass' | 'roles' | 'databases' | 'member' | 'owner' | 'creates', boolean>
  >(
    `SELECT rolsuper AS super, rolbypassrls AS bypass, rolcreaterole AS roles, rolcreatedb AS databases,
       EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) AS member,
       EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid) AS owner,
       has_schema_privilege(r.oid, 'public', 'CREATE') AS creates
     FROM pg_roles r WHERE rolname = $1`,
    [appRole],
  );
  const role = rows[0];
  if (!role) return [{ subject: appRole, problem: 'the role is missing' }];
  const problems = {
    super: 'is a superuser',
    bypass: 'bypasses row-level security',
    roles: 'may make roles',
    databases: 'may make databases',
    member: 'belongs to another role',
    owner: 'owns tables',
    creates: 'may create in the schema',
  } as const;
  return (Object.keys(problems) as (keyof typeof problems)[])
    .filter((key) => role[key])
    .map((key) => ({ subject: appRole, problem: problems[key] }));
}
