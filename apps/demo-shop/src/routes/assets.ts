import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { drawProduct } from '../drawing.js';
import type { Look } from '../look.js';
import { findProduct } from '../products.js';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// In this order they make one style sheet; what comes later wins.
const styleSheets = ['base', 'frame', 'controls', 'browsing', 'buying', 'narrow'] as const;

const readStyleSheet = (name: (typeof styleSheets)[number]): string =>
  readFileSync(folder(`../../styles/${name}.css`), 'utf8');

/** Renames each class selector of a style sheet, as the pages rename their classes. */
export const renameClasses = (css: string, className: Look['className']): string =>
  css.replace(/\.(-?[_a-zA-Z][\w-]*)/g, (_, name: string) => `.${className(name)}`);

/** Style sheet, scripts and pictures. */
export const assetRoutes = async (app: FastifyInstance, look: Look): Promise<void> => {
  const css = renameClasses(styleSheets.map(readStyleSheet).join('\n'), look.className);
  await app.register(fastifyStatic, { root: folder('../../public'), prefix: '/assets/' });
  app.get('/shop.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(css));
  app.get<{ Params: { slug: string } }>('/images/:slug.svg', (request, reply) => {
    const product = findProduct(request.params.slug);
    if (!product) return reply.callNotFound();
    return reply.type('image/svg+xml').header('cache-control', 'max-age=3600').send(drawProduct(product));
  });
};
