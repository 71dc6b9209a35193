import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { CircleHelp, FolderGit2, Settings, type LucideIcon } from 'lucide-react';
import { useEffect } from 'react';
import { useWaiting } from '../pages/use-waiting.js';
import { useSession } from '../session/use-session.js';
import { Brand } from './brand.js';
import { Person } from './person.js';

const places: { to: '/projects' | '/waiting' | '/settings'; words: string; icon: LucideIcon }[] = [
  { to: '/projects', words: 'Projects', icon: FolderGit2 },
  { to: '/waiting', words: 'Waiting', icon: CircleHelp },
  { to: '/settings', words: 'Settings', icon: Settings },
];

/** A session may end while a page is open: signed out in another tab, removed, password changed elsewhere. */
function useSignInAgain(): void {
  const isOver = useSession() === null;
  const navigate = useNavigate();
  const { href } = useLocation();
  const queries = useQueryClient();
  useEffect(() => {
    if (!isOver) return;
    queries.clear();
    void navigate({ to: '/sign-in', search: { to: href } });
  }, [isOver, navigate, href, queries]);
}

/** The frame of every page: a column on wide screens, a bar below on phones. */
export function AppShell() {
  useSignInAgain();
  const waiting = useWaiting();
  const count = waiting.data?.length ?? 0;
  return (
    <div className="md:grid md:min-h-screen md:grid-cols-[13rem_1fr]">
      <a
        href="#main"
        className="bg-accent text-on-accent absolute -top-20 left-2 z-20 rounded-md px-3 py-2 focus:top-2"
      >
        Skip to content
      </a>
      <header className="border-line bg-surface sticky top-0 z-10 flex items-center justify-between border-b px-4 py-2 md:h-screen md:flex-col md:items-stretch md:border-r md:border-b-0 md:px-3 md:py-4">
        <div className="md:space-y-5">
          <Brand />
          <nav
            aria-label="Main"
            className="border-line bg-surface fixed inset-x-0 bottom-0 z-10 flex justify-around border-t py-1 md:static md:block md:space-y-0.5 md:border-0 md:py-0"
          >
            {places.map(({ to, words, icon: Icon }) => (
              <Link
                key={to}
                to={to}
                className="text-soft hover:bg-raised hover:text-ink data-[status=active]:md:bg-raised relative data-[status=active]:text-ink flex flex-col items-center gap-0.5 rounded-md px-4 py-1.5 text-xs font-medium md:flex-row md:gap-2.5 md:px-2.5 md:text-sm"
              >
                <Icon className="size-4" aria-hidden />
                {words}
                {to === '/waiting' && count > 0 ? (
                  <span className="bg-wait-tint text-wait absolute top-0 right-0 rounded-full px-1.5 text-xs font-semibold md:static md:ml-auto">
                    {count}
                  </span>
                ) : null}
              </Link>
            ))}
          </nav>
        </div>
        <Person />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl min-w-0 px-4 pt-5 pb-24 focus:outline-none md:px-8 md:py-8"
      >
        <Outlet />
      </main>
    </div>
  );
}
