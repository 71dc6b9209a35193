import { createRootRoute, createRoute, createRouter, Link, Outlet, redirect } from '@tanstack/react-router';
import { ProjectPage } from './pages/project-page.js';
import { ProjectsPage } from './pages/projects-page.js';
import { RunPage } from './pages/run-page.js';
import { SettingsPage } from './pages/settings-page.js';
import { SignInPage } from './pages/sign-in-page.js';
import { TestPage } from './pages/test-page.js';
import { WaitingPage } from './pages/waiting-page.js';
import { bearer } from './session/session.js';
import { AppShell } from './shell/app-shell.js';
import { Empty } from './ui/panel.js';
import { PageTrouble } from './ui/trouble.js';

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: () => (
    <div className="mx-auto max-w-xl p-6">
      <Empty title="There is no such page">
        <Link to="/projects" className="text-accent underline">
          Go to your projects
        </Link>
      </Empty>
    </div>
  ),
});

interface Tabbed {
  tab?: string;
}
/** Which part of a page is shown stands in its address, so that it can be sent to somebody. */
const tabbed = ({ tab }: Record<string, unknown>): Tabbed => (typeof tab === 'string' ? { tab } : {});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => (typeof to === 'string' ? { to } : {}),
});
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: AppShell,
  beforeLoad: async ({ location }) => {
    if (!(await bearer())) throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
});
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/projects' });
  },
});
const projects = createRoute({ getParentRoute: () => inside, path: '/projects', component: ProjectsPage });
const project = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId',
  component: ProjectPage,
  validateSearch: tabbed,
});
const run = createRoute({
  getParentRoute: () => inside,
  path: '/runs/$runId',
  component: RunPage,
  validateSearch: tabbed,
});
const test = createRoute({ getParentRoute: () => inside, path: '/runs/$runId/tests/$testKey', component: TestPage });
const waiting = createRoute({ getParentRoute: () => inside, path: '/waiting', component: WaitingPage });
const settings = createRoute({ getParentRoute: () => inside, path: '/settings', component: SettingsPage });

const tree = root.addChildren([signIn, inside.addChildren([home, projects, project, run, test, waiting, settings])]);

export const createAppRouter = () =>
  createRouter({ routeTree: tree, defaultErrorComponent: PageTrouble, scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
