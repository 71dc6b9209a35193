import { z } from 'zod';
import { BugNote } from '../records.js';

/** Where something goes wrong on the server's side. `template` is a path with `:id` for what varies. */
const endpoint = z.object({ method: z.string(), template: z.string() });

/**
 * An element of a page, as the page itself can find it again: by what it says, else by what it is called or leads to.
 * Its place in the markup decides only where nothing was moved. `near`: what stands around it.
 */
const place = z.object({
  template: z.string(),
  css: z.string(),
  tag: z.string(),
  label: z.string(),
  near: z.array(z.string()).default([]),
  attributes: z.record(z.string(), z.string()).default({}),
});

/** What an app's own server would have answered. */
export const Answer = z.object({
  status: z.number().int(),
  location: z.string().optional(),
  contentType: z.string().optional(),
  body: z.string(),
});
export type Answer = z.infer<typeof Answer>;

/** One real bug, put in between the app and its browser. Each is a mistake that apps are seen to make. */
export const Fault = z.discriminatedUnion('effect', [
  z.object({ effect: z.literal('fails'), at: endpoint }),
  z.object({ effect: z.literal('drops'), at: endpoint, answer: Answer }),
  z.object({ effect: z.literal('repeats'), at: endpoint }),
  z.object({ effect: z.literal('redirects'), at: endpoint, to: z.string() }),
  z.object({ effect: z.literal('ignoresQuery'), at: endpoint, param: z.string() }),
  /** `first`: what somebody sent before any test came. */
  z.object({ effect: z.literal('keepsFirstValue'), at: endpoint, field: z.string(), first: z.string() }),
  z.object({ effect: z.literal('answersStale'), at: endpoint }),
  z.object({ effect: z.literal('opensToGuests'), at: endpoint }),
  z.object({ effect: z.literal('takesAnyPassword'), at: endpoint, field: z.string() }),
  /** `fields`: what the server takes for each where nothing was given. */
  z.object({
    effect: z.literal('acceptsAnything'),
    at: endpoint,
    fields: z.record(z.string(), z.string()),
    on: z.string(),
  }),
  z.object({ effect: z.literal('changesNumber'), place }),
  z.object({ effect: z.literal('blanks'), place }),
  z.object({ effect: z.literal('dropsLastRow'), place }),
  z.object({ effect: z.literal('leadsElsewhere'), place, to: z.string() }),
  z.object({ effect: z.literal('doesNothing'), place }),
]);
export type Fault = z.infer<typeof Fault>;
export type Place = z.infer<typeof place>;

/** A fault with what people call it. */
export const InjectedBug = BugNote.extend({ fault: Fault });
export type InjectedBug = z.infer<typeof InjectedBug>;
