// Entry of the thread that writes projects. A thread knows no loader for TypeScript but the one it is given.
import '@swc-node/register/esm-register';

await import('./thread.ts');
