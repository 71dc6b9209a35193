import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Download, FileText, Pause, Play, Share2, Square } from 'lucide-react';
import { useState } from 'react';
import { api, download, ownAddress, unwrap, type Run } from '../api.js';
import { runQuery } from '../pages/queries.js';
import { useMay } from '../session/use-session.js';
import { Button, buttonClass } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Refusal } from '../ui/trouble.js';
import { isActive } from './is-active.js';
import { SharePanel } from './share-panel.js';

/** What may be done with a run: stop it, share it, take its files. */
export function RunActions({ run }: { run: Run }) {
  const queries = useQueryClient();
  const mayCancel = useMay('run:cancel');
  const mayShare = useMay('run:share');
  const [sharing, setSharing] = useState(false);
  const cancel = useMutation({
    mutationFn: async () => unwrap(await api.POST('/api/v1/runs/{id}/cancel', { params: { path: { id: run.id } } })),
    onSuccess: (next) => queries.setQueryData(runQuery(run.id).queryKey, next),
  });
  const take = useMutation({ mutationFn: ({ path, name }: { path: string; name: string }) => download(path, name) });
  if (isActive(run))
    return mayCancel ? (
      <>
        <PauseButton run={run} />
        <Button onClick={() => cancel.mutate()} busy={cancel.isPending || cancel.isSuccess}>
          <Square className="size-4" aria-hidden /> {cancel.isSuccess ? 'Stopping …' : 'Stop'}
        </Button>
        <Refusal error={cancel.error} />
      </>
    ) : null;
  if (run.status === 'cancelled' && !run.outcome) return <ResumeButton run={run} />;
  if (!run.outcome) return null;
  const base = `/api/v1/runs/${run.id}`;
  return (
    <>
      {run.status === 'cancelled' ? <ResumeButton run={run} /> : null}
      {mayShare ? (
        <Button onClick={() => setSharing(true)}>
          <Share2 className="size-4" aria-hidden /> Share
        </Button>
      ) : null}
      {run.outcome.links.report ? (
        <a href={ownAddress(run.outcome.links.report)} target="_blank" rel="noreferrer" className={buttonClass()}>
          <FileText className="size-4" aria-hidden /> Report
        </a>
      ) : null}
      <Button onClick={() => take.mutate({ path: `${base}/export`, name: 'testforge-suite.zip' })}>
        <Download className="size-4" aria-hidden /> Export
      </Button>
      <Refusal error={take.error} />
      <Dialog title="Share this report" open={sharing} onClose={() => setSharing(false)}>
        <SharePanel runId={run.id} />
      </Dialog>
    </>
  );
}

function PauseButton({ run }: { run: Run }) {
  const queries = useQueryClient();
  const isPaused = run.status === 'paused';
  const change = useMutation({
    mutationFn: async () => {
      const path = { params: { path: { id: run.id } } };
      return unwrap(
        await (isPaused ? api.POST('/api/v1/runs/{id}/resume', path) : api.POST('/api/v1/runs/{id}/pause', path)),
      );
    },
    onSuccess: (next) => queries.setQueryData(runQuery(run.id).queryKey, next),
  });
  const Icon = isPaused ? Play : Pause;
  return (
    <>
      <Button onClick={() => change.mutate()} busy={change.isPending}>
        <Icon className="size-4" aria-hidden /> {isPaused ? 'Resume' : 'Pause'}
      </Button>
      <Refusal error={change.error} />
    </>
  );
}

/** A stopped run goes on as a new one that takes over what was done. */
function ResumeButton({ run }: { run: Run }) {
  const navigate = useNavigate();
  const mayStart = useMay('run:start');
  const resume = useMutation({
    mutationFn: async () => unwrap(await api.POST('/api/v1/runs/{id}/resume', { params: { path: { id: run.id } } })),
    onSuccess: (next) => navigate({ to: '/runs/$runId', params: { runId: next.id } }),
  });
  return mayStart ? (
    <>
      <Button onClick={() => resume.mutate()} busy={resume.isPending}>
        <Play className="size-4" aria-hidden /> Go on with it
      </Button>
      <Refusal error={resume.error} />
    </>
  ) : null;
}
