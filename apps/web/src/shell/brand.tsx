import { Link } from '@tanstack/react-router';

export const Brand = () => (
  <Link to="/projects" className="flex items-center gap-2 px-1 font-semibold">
    <img src="/favicon.svg" alt="" className="size-6" />
    TestForge
  </Link>
);
