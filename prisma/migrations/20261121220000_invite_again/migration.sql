-- Temporary tables are looked up first unless they are named last: a definer's function must not meet somebody's own “app_user”.
SET ROLE testforge_definer;
ALTER FUNCTION find_sign_in(text) SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION register_tenant(uuid, text, text, uuid, text, text, text) SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION set_password(uuid, text) SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION find_public_badge(uuid) SET search_path = pg_catalog, public, pg_temp;
DROP FUNCTION invite_member(uuid, text, text, uuid);
RESET ROLE;

CREATE POLICY definer_renames ON app_user FOR UPDATE TO testforge_definer USING (true) WITH CHECK (true);
GRANT UPDATE (display_name) ON app_user TO testforge_definer;

-- A person as a member of the open scope; the answer is their id. Somebody who is a member anywhere is a unique violation:
-- inviting is no way to look at people whose address was guessed, nor to take them over. Somebody who was removed belongs to
-- nobody and is a new person again, under the name that the invitation gives. The role must be a system role; the definer sees
-- no other.
CREATE FUNCTION invite_member(p_user uuid, p_email text, p_display_name text, p_role uuid)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE v_user uuid;
BEGIN
  IF public.current_tenant_id() IS NULL THEN RAISE EXCEPTION 'no scope is open'; END IF;
  -- The row is held first: of two tenants that invite at once, the second sees the first one's member.
  SELECT u.id INTO v_user FROM public.app_user u WHERE u.email = p_email FOR UPDATE;
  IF v_user IS NULL THEN
    INSERT INTO public.app_user (id, email, display_name) VALUES (p_user, p_email, p_display_name);
    v_user := p_user;
  ELSIF EXISTS (SELECT FROM public.membership m WHERE m.user_id = v_user) THEN
    RAISE EXCEPTION 'a member under this address already exists' USING ERRCODE = '23505';
  ELSE
    UPDATE public.app_user SET display_name = p_display_name WHERE id = v_user;
  END IF;
  INSERT INTO public.membership (id, tenant_id, user_id, role_id)
    SELECT gen_random_uuid(), public.current_tenant_id(), v_user, r.id FROM public.role r WHERE r.tenant_id IS NULL AND r.id = p_role;
  IF NOT FOUND THEN RAISE EXCEPTION 'there is no such role'; END IF;
  RETURN v_user;
END
$$;

-- Giving a function away needs CREATE on the schema, for this moment only.
GRANT CREATE ON SCHEMA public TO testforge_definer;
REVOKE ALL ON FUNCTION invite_member(uuid, text, text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION invite_member(uuid, text, text, uuid) TO testforge_app;
ALTER FUNCTION invite_member(uuid, text, text, uuid) OWNER TO testforge_definer;
REVOKE CREATE ON SCHEMA public FROM testforge_definer;
