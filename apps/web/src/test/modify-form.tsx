import { Crosshair } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';

interface ModifyFormProps {
  busy: boolean;
  onGive: (locator: string) => void;
  onCancel: () => void;
}

/** Another element than the proposed one, as it is written in tests. Only where to look is asked, never what to expect. */
export function ModifyForm({ busy, onGive, onCancel }: ModifyFormProps) {
  const [locator, setLocator] = useState('');
  const give = (event: FormEvent): void => {
    event.preventDefault();
    onGive(locator.trim());
  };
  return (
    <form onSubmit={give} className="border-line mt-4 border-t pt-4">
      <Field
        label="The element to use instead, as Playwright code"
        hint="It must find one element on the page as it was when the test failed. What the test expects stays as it is."
        placeholder="getByRole('button', { name: 'Save' })"
        autoFocus
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        required
        maxLength={2000}
        value={locator}
        onChange={(event) => setLocator(event.target.value)}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button look="primary" type="submit" busy={busy} disabled={locator.trim() === ''}>
          <Crosshair className="size-4" aria-hidden /> Prove it with this one
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
