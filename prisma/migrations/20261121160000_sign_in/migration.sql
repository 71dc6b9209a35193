-- Passwords lie in a table of their own that the application's role cannot touch: three definer functions are the only way.

CREATE TABLE "user_password" (
    "user_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_password_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "user_password" ADD CONSTRAINT "user_password_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "user_password" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "user_password" FORCE ROW LEVEL SECURITY;

CREATE POLICY definer_keeps ON user_password TO testforge_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON user_password TO testforge_definer;

CREATE POLICY definer_registers ON tenant FOR INSERT TO testforge_definer WITH CHECK (true);
CREATE POLICY definer_registers ON app_user FOR INSERT TO testforge_definer WITH CHECK (true);
CREATE POLICY definer_registers ON membership FOR INSERT TO testforge_definer WITH CHECK (true);
CREATE POLICY definer_looks_up ON app_user FOR SELECT TO testforge_definer USING (true);
CREATE POLICY definer_looks_up ON membership FOR SELECT TO testforge_definer USING (true);
CREATE POLICY definer_looks_up ON role FOR SELECT TO testforge_definer USING (tenant_id IS NULL);
CREATE POLICY definer_looks_up ON project FOR SELECT TO testforge_definer USING (settings ->> 'publicBadge' = 'true');
GRANT INSERT (id, name, slug) ON tenant TO testforge_definer;
GRANT INSERT (id, email, display_name), SELECT (id, email) ON app_user TO testforge_definer;
GRANT INSERT (id, tenant_id, user_id, role_id), SELECT (tenant_id, user_id, created_at) ON membership TO testforge_definer;
GRANT SELECT (id, tenant_id, name) ON role TO testforge_definer;
GRANT SELECT (id, tenant_id, settings) ON project TO testforge_definer;

-- Whose password this address goes with, and the tenant that person joined first.
CREATE FUNCTION find_sign_in(p_email text)
RETURNS TABLE (user_id uuid, tenant_id uuid, hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT u.id, m.tenant_id, p.hash
  FROM app_user u JOIN user_password p ON p.user_id = u.id JOIN membership m ON m.user_id = u.id
  WHERE u.email = p_email ORDER BY m.created_at, m.tenant_id LIMIT 1
$$;

-- A new tenant with its owner. A taken address or slug is a unique violation.
CREATE FUNCTION register_tenant(p_tenant uuid, p_name text, p_slug text, p_user uuid, p_email text, p_display_name text, p_hash text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO tenant (id, name, slug) VALUES (p_tenant, p_name, p_slug);
  INSERT INTO app_user (id, email, display_name) VALUES (p_user, p_email, p_display_name);
  INSERT INTO membership (id, tenant_id, user_id, role_id)
    SELECT gen_random_uuid(), p_tenant, p_user, r.id FROM role r WHERE r.tenant_id IS NULL AND r.name = 'owner';
  IF NOT FOUND THEN RAISE EXCEPTION 'the system roles are not seeded'; END IF;
  INSERT INTO user_password (user_id, hash) VALUES (p_user, p_hash);
END
$$;

CREATE FUNCTION set_password(p_user uuid, p_hash text)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO user_password (user_id, hash) VALUES (p_user, p_hash)
  ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, updated_at = now()
$$;

-- The tenant of a project that shows its badge to everybody.
CREATE FUNCTION find_public_badge(p_project uuid)
RETURNS TABLE (tenant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p.tenant_id FROM project p WHERE p.id = p_project AND p.settings ->> 'publicBadge' = 'true'
$$;

-- Giving a function away needs CREATE on the schema, for this moment only.
GRANT CREATE ON SCHEMA public TO testforge_definer;
DO $$
DECLARE signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY[
    'find_sign_in(text)', 'register_tenant(uuid, text, text, uuid, text, text, text)', 'set_password(uuid, text)', 'find_public_badge(uuid)'
  ] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO testforge_app', signature);
    EXECUTE format('ALTER FUNCTION %s OWNER TO testforge_definer', signature);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM testforge_definer;
