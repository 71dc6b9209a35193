-- What is asked for by these columns, and was read through whole tables.
CREATE INDEX "step_tenant_id_fingerprint_id_idx" ON "step"("tenant_id", "fingerprint_id");
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");
CREATE INDEX "suite_version_tenant_id_run_id_idx" ON "suite_version"("tenant_id", "run_id");
CREATE INDEX "proposal_tenant_id_run_id_idx" ON "proposal"("tenant_id", "run_id");
CREATE INDEX "api_key_tenant_id_idx" ON "api_key"("tenant_id");

-- Runs that no workflow sees to their end any more must be found in every tenant. Nothing but ids is told.
GRANT SELECT (id, tenant_id, status, workflow_id, created_at) ON run TO testforge_definer;
CREATE POLICY definer_looks_up ON run FOR SELECT TO testforge_definer
  USING (status IN ('queued', 'running', 'paused'));

CREATE FUNCTION list_unfinished_runs(p_before timestamptz)
RETURNS TABLE (id uuid, tenant_id uuid, workflow_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r.id, r.tenant_id, r.workflow_id FROM public.run r
  WHERE r.status IN ('queued', 'running', 'paused') AND r.created_at < p_before
  ORDER BY r.created_at LIMIT 1000
$$;

-- Giving a function away needs CREATE on the schema, for this moment only.
GRANT CREATE ON SCHEMA public TO testforge_definer;
REVOKE ALL ON FUNCTION list_unfinished_runs(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_unfinished_runs(timestamptz) TO testforge_app;
ALTER FUNCTION list_unfinished_runs(timestamptz) OWNER TO testforge_definer;
REVOKE CREATE ON SCHEMA public FROM testforge_definer;
