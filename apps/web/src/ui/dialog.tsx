import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';

/** The browser's own dialog: it keeps the focus, closes on Escape and gives the focus back. */
export function Dialog({
  title,
  open,
  onClose,
  children,
}: {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open && !ref.current?.open) ref.current?.showModal();
    if (!open) ref.current?.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onClose={onClose}
      className="border-line bg-surface text-ink m-auto w-[min(34rem,calc(100vw-2rem))] rounded-xl border p-0 shadow-xl backdrop:bg-black/50"
    >
      <div className="border-line flex items-center justify-between border-b px-5 py-3">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <button type="button" onClick={onClose} aria-label="Close" className="text-soft hover:bg-raised rounded p-1">
          <X className="size-4" aria-hidden />
        </button>
      </div>
      <div className="p-5">{open ? children : null}</div>
    </dialog>
  );
}
