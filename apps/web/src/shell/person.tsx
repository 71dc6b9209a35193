import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { logOut } from '../session/session.js';
import { useSession } from '../session/use-session.js';
import { applyTheme, readTheme, themes, type Theme } from '../theme.js';

const icons = { system: Monitor, light: Sun, dark: Moon };
const words: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };
const button = 'text-soft hover:bg-raised hover:text-ink rounded-md p-2';

/** Who is signed in, how it looks, and the way out. */
export function Person() {
  const me = useSession()?.me;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const leave = async (): Promise<void> => {
    await logOut();
    queries.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <div className="md:border-line flex items-center gap-1 md:border-t md:pt-3">
      <div className="hidden min-w-0 grow md:block md:px-1">
        <p className="truncate text-xs font-medium" title={me?.user?.email}>
          {me?.user?.displayName || me?.user?.email}
        </p>
        <p className="text-soft truncate text-xs">{me?.role}</p>
      </div>
      <ThemeButton />
      <button type="button" className={button} onClick={() => void leave()} aria-label="Sign out" title="Sign out">
        <LogOut className="size-4" aria-hidden />
      </button>
    </div>
  );
}

function ThemeButton() {
  const [theme, setTheme] = useState(readTheme);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  const Icon = icons[theme];
  const label = `Colours: ${words[theme]}. Change to ${words[next]}`;
  return (
    <button
      type="button"
      className={button}
      aria-label={label}
      title={label}
      onClick={() => {
        applyTheme(next);
        setTheme(next);
      }}
    >
      <Icon className="size-4" aria-hidden />
    </button>
  );
}
