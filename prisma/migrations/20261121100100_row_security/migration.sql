-- Who reaches which row. Two roles are made before the migrations run: testforge_app, which the product connects as, and
-- testforge_definer (no log-in), which owns the few functions that must see past one tenant. The role that runs this file
-- owns the tables; FORCE binds it as well, so it gets policies of its own where it has to seed.

GRANT USAGE ON SCHEMA public TO testforge_app, testforge_definer;

-- 1. Tables of a tenant: one rule for all, reads and writes alike.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'membership', 'api_key', 'audit_entry', 'usage_record', 'project', 'environment', 'credential', 'suite_version',
    'test_case', 'test_revision', 'suite_entry', 'step', 'expectation', 'fingerprint', 'run', 'stage', 'result',
    'finding', 'artifact', 'healing', 'ledger_entry', 'share', 'knowledge_contribution', 'role'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())', name);
  END LOOP;

  FOREACH name IN ARRAY ARRAY[
    'api_key', 'project', 'environment', 'credential', 'suite_version', 'test_case', 'test_revision', 'suite_entry',
    'step', 'expectation', 'fingerprint', 'run', 'stage', 'result', 'finding', 'artifact', 'healing', 'ledger_entry',
    'share', 'role'
  ] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO testforge_app', name);
  END LOOP;
END $$;

-- Append-only: what was done and what was used is never changed by the application.
GRANT SELECT, INSERT ON audit_entry, usage_record TO testforge_app;

-- 2. Members: the application may change a member's role or remove one. Adding one would let a tenant look at any person
-- whose id it guessed, so that is not granted. A role must be one this scope can see.
GRANT SELECT, DELETE, UPDATE (role_id) ON membership TO testforge_app;
CREATE POLICY member_role ON membership AS RESTRICTIVE FOR UPDATE TO testforge_app
  USING (true) WITH CHECK (EXISTS (SELECT FROM role WHERE role.id = role_id));

-- 3. System roles have no tenant: every open scope reads them, only the owner writes them.
CREATE POLICY system_role_read ON role FOR SELECT TO testforge_app
  USING (tenant_id IS NULL AND current_tenant_id() IS NOT NULL);
CREATE POLICY owner_seeds ON role TO CURRENT_USER USING (tenant_id IS NULL) WITH CHECK (tenant_id IS NULL);

-- 4. A tenant sees itself; its plan is not its own to change.
ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON tenant TO testforge_app USING (id = current_tenant_id()) WITH CHECK (id = current_tenant_id());
CREATE POLICY owner_seeds ON tenant TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (name, settings) ON tenant TO testforge_app;

-- 5. People are seen through a membership of the open scope.
ALTER TABLE app_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE app_user FORCE ROW LEVEL SECURITY;
CREATE POLICY fellow_member ON app_user FOR SELECT TO testforge_app
  USING (EXISTS (SELECT FROM membership WHERE membership.user_id = app_user.id));
CREATE POLICY owner_seeds ON app_user TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT ON app_user TO testforge_app;

-- 6. Knowledge is read when enough tenants shared it or the scope itself contributed; written only by contribute_knowledge.
ALTER TABLE knowledge_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY shared_or_own ON knowledge_entry FOR SELECT TO testforge_app
  USING ((shared AND current_tenant_id() IS NOT NULL)
    OR EXISTS (SELECT FROM knowledge_contribution WHERE knowledge_contribution.entry_id = knowledge_entry.id));
CREATE POLICY definer_counts ON knowledge_entry TO testforge_definer USING (true) WITH CHECK (true);
CREATE POLICY definer_counts ON knowledge_contribution FOR SELECT TO testforge_definer USING (true);
GRANT SELECT ON knowledge_entry, knowledge_contribution TO testforge_app;
GRANT SELECT, INSERT, UPDATE ON knowledge_entry TO testforge_definer;
GRANT SELECT, INSERT ON knowledge_contribution TO testforge_definer;

-- 7. Questions asked before a tenant is known. Whoever asks must already hold the hash or the code.
GRANT SELECT (id, tenant_id, user_id, scopes, hash, expires_at, revoked_at) ON api_key TO testforge_definer;
GRANT SELECT (id, tenant_id, run_id, code, password_hash, expires_at, revoked_at, max_views, views) ON share TO testforge_definer;
CREATE POLICY definer_looks_up ON api_key FOR SELECT TO testforge_definer USING (true);
CREATE POLICY definer_looks_up ON share FOR SELECT TO testforge_definer USING (true);

CREATE FUNCTION find_api_key(p_hash text)
RETURNS TABLE (id uuid, tenant_id uuid, user_id uuid, scopes text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT k.id, k.tenant_id, k.user_id, k.scopes FROM public.api_key k
  WHERE k.hash = p_hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
$$;

CREATE FUNCTION find_share(p_code text)
RETURNS TABLE (id uuid, tenant_id uuid, run_id uuid, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT s.id, s.tenant_id, s.run_id, s.password_hash FROM public.share s
  WHERE s.code = p_code AND s.revoked_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > now())
    AND (s.max_views IS NULL OR s.views < s.max_views)
$$;

-- Speaks for a pattern in the name of the open scope; the same source key counts once. At least two tenants are needed
-- to share, whatever is asked for.
CREATE FUNCTION contribute_knowledge(
  p_pattern_hash text, p_kind text, p_doc jsonb, p_source_key text, p_succeeded boolean, p_min_contributors int
) RETURNS TABLE (entry_id uuid, contributors int, successes int, failures int, shared boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
  v_entry uuid;
BEGIN
  IF public.current_tenant_id() IS NULL THEN
    RAISE EXCEPTION 'no tenant scope' USING ERRCODE = '42501';
  END IF;
  INSERT INTO public.knowledge_entry (id, pattern_hash, kind, doc)
  VALUES (gen_random_uuid(), p_pattern_hash, p_kind, p_doc) ON CONFLICT (pattern_hash) DO NOTHING;
  SELECT e.id INTO STRICT v_entry FROM public.knowledge_entry e WHERE e.pattern_hash = p_pattern_hash FOR UPDATE;
  INSERT INTO public.knowledge_contribution (id, tenant_id, entry_id, source_key, succeeded)
  VALUES (gen_random_uuid(), public.current_tenant_id(), v_entry, p_source_key, p_succeeded) ON CONFLICT DO NOTHING;
  RETURN QUERY
    UPDATE public.knowledge_entry e
    SET contributors = c.tenants, successes = c.good, failures = c.bad, updated_at = now(),
        shared = e.shared OR c.tenants >= greatest(p_min_contributors, 2)
    FROM (
      SELECT count(DISTINCT k.tenant_id)::int AS tenants,
             (count(*) FILTER (WHERE k.succeeded))::int AS good, (count(*) FILTER (WHERE NOT k.succeeded))::int AS bad
      FROM public.knowledge_contribution k WHERE k.entry_id = v_entry
    ) c
    WHERE e.id = v_entry
    RETURNING e.id, e.contributors, e.successes, e.failures, e.shared;
END
$$;

-- Giving a function away needs CREATE on the schema, for this moment only.
GRANT CREATE ON SCHEMA public TO testforge_definer;
DO $$
DECLARE signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY[
    'find_api_key(text)', 'find_share(text)', 'contribute_knowledge(text, text, jsonb, text, boolean, int)'
  ] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO testforge_app', signature);
    EXECUTE format('ALTER FUNCTION %s OWNER TO testforge_definer', signature);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM testforge_definer;
