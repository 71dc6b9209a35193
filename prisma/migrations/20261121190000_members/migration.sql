-- A new person as a member of the open scope. Somebody who has an account already is a unique violation: inviting is no
-- way to look at people whose address was guessed. The role must be a system role; the definer sees no other.
CREATE FUNCTION invite_member(p_user uuid, p_email text, p_display_name text, p_role uuid)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF current_tenant_id() IS NULL THEN RAISE EXCEPTION 'no scope is open'; END IF;
  INSERT INTO app_user (id, email, display_name) VALUES (p_user, p_email, p_display_name);
  INSERT INTO membership (id, tenant_id, user_id, role_id)
    SELECT gen_random_uuid(), current_tenant_id(), p_user, r.id FROM role r WHERE r.tenant_id IS NULL AND r.id = p_role;
  IF NOT FOUND THEN RAISE EXCEPTION 'there is no such role'; END IF;
END
$$;

-- Giving a function away needs CREATE on the schema, for this moment only.
GRANT CREATE ON SCHEMA public TO testforge_definer;
REVOKE ALL ON FUNCTION invite_member(uuid, text, text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION invite_member(uuid, text, text, uuid) TO testforge_app;
ALTER FUNCTION invite_member(uuid, text, text, uuid) OWNER TO testforge_definer;
REVOKE CREATE ON SCHEMA public FROM testforge_definer;
