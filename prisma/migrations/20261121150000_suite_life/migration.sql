-- One secret of a kind and name a project: how its app is entered is replaced, not collected.
CREATE UNIQUE INDEX "credential_project_id_kind_name_key" ON "credential"("project_id", "kind", "name");

ALTER TABLE "run" ADD COLUMN "request_hash" TEXT;
ALTER TABLE "stage" ADD COLUMN "sandbox_ms" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "test_case" ADD COLUMN "state_at" TIMESTAMPTZ(3),
ADD COLUMN "state_by" TEXT,
ADD COLUMN "state_reason" TEXT;

-- CreateTable
CREATE TABLE "answer" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL DEFAULT current_tenant_id(),
    "project_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "test_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "said_by" TEXT NOT NULL,
    "signed_by" TEXT,
    "signed_at" TIMESTAMPTZ(3),
    "doc" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL DEFAULT current_tenant_id(),
    "project_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "test_key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'proposed',
    "reason" TEXT NOT NULL,
    "doc" JSONB NOT NULL DEFAULT '{}',
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "answer_tenant_id_run_id_idx" ON "answer"("tenant_id", "run_id");
CREATE INDEX "proposal_tenant_id_project_id_status_idx" ON "proposal"("tenant_id", "project_id", "status");
CREATE UNIQUE INDEX "proposal_project_id_test_key_kind_hash_key" ON "proposal"("project_id", "test_key", "kind", "hash");

ALTER TABLE "answer" ADD CONSTRAINT "answer_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "answer" ADD CONSTRAINT "answer_tenant_id_project_id_fkey" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "answer" ADD CONSTRAINT "answer_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "run"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_tenant_id_project_id_fkey" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "run"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['answer', 'proposal'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant_scope ON %I USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO testforge_app', name);
  END LOOP;
END $$;
