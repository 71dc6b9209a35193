import { Category, Priority, RoleName, Step, type AppModel } from '@testforge/core';
import { z } from 'zod';

/** What may become an expectation of a draft. */
export const effects = [
  'address',
  'title',
  'heading',
  'message',
  'value',
  'badge',
  'row',
  'field',
  'own',
  'feature',
  'missing',
  'content',
  'each',
  'order',
  'count',
  'relation',
  'choice',
  'once',
  'acted',
  'entered',
  'set',
] as const;
export type Effect = (typeof effects)[number];

/**
 * What is added to a thing: template of the page whose form does it, where that form sends to, and which segment of both names
 * the thing. Where the form lies on the thing's own page, what opens it there and what its fields are called instead.
 */
export const Below = z.object({
  template: z.string(),
  action: z.string(),
  at: z.number().int(),
  inside: z.object({ way: z.array(Step), labels: z.array(z.string()) }).optional(),
});
export type Below = z.infer<typeof Below>;

export const Watch = z.object({
  effects: z.array(z.enum(effects)),
  /** After a change was seen, look where it shows as well: the cart, or wherever the app led. */
  consequence: z.boolean(),
  /** What counts is the page as it is, and not what the last step changed, which closed a window over it. */
  opening: z.boolean().optional(),
  /** Open the page once more and see what was kept. */
  again: z.boolean(),
  /** Texts that were known before the last action and should show after it, such as an item's title. */
  mentions: z.array(z.string()),
  /** Whether the draft makes data of its own, so that counts it caused belong to it. */
  writes: z.boolean(),
  /** What is done, once the record is there, with the very one that the draft made. */
  record: z
    .enum([
      'find',
      'change',
      'spoil',
      'delete',
      'extend',
      'lack',
      'double',
      'act',
      'set',
      'forgo',
      'repeat',
      'part',
      'leave',
      'history',
    ])
    .optional(),
  /** It is deleted by ticking its row, and in no other way; false: in any other way. */
  ticked: z.boolean().optional(),
  below: Below.optional(),
  /** What may have to be added before it, should the form ask for parts that a new thing does not have yet. */
  first: z.array(Below).optional(),
  /** Of the record only the value is changed by which it is known. */
  plain: z.boolean().optional(),
  /** Template of the page that the last step leads to, where its address is data. */
  template: z.string().optional(),
  /** Other ways to the same end, tried in turn should the app refuse what the draft enters; the last enters the least. */
  instead: z.array(z.array(Step)).optional(),
  /** What was asked for and every row then shows, such as a category. */
  chosen: z.string().optional(),
  /** By what the list is sorted then, told by the words of what was chosen; `column` counts the cells of a row from 1. */
  sorted: z
    .object({
      kinds: z.array(z.enum(['amounts', 'days', 'letters'])),
      direction: z.enum(['rising', 'falling']).optional(),
      column: z.number().int().optional(),
    })
    .optional(),
  /** What is entered must be refused; where the app takes it, there is no test. */
  refused: z.boolean().optional(),
  /** What is done in the cart, once the thing is there. */
  cart: z.enum(['change', 'remove']).optional(),
  /** What lies in the cart is looked for where the cart leads on to, which is opened and never sent. */
  checkout: z.boolean().optional(),
  /** Steps that are taken inside the account that the draft made; what they send should then stand in it. */
  meanwhile: z.array(Step).optional(),
  /** Steps that log in, once the draft was refused. */
  thenEnter: z.array(Step).optional(),
  /** Steps that are taken once the account that the draft made was left. */
  afterLeaving: z.array(Step).optional(),
  /** What those steps ask for must be refused. */
  refusedAfterLeaving: z.boolean().optional(),
  /** What the draft sends is taken for all of the making, whatever the app asks for then. */
  alone: z.boolean().optional(),
  /** Key of the draft that only makes the record; where that does not show what it made, this one is not tried. */
  follows: z.string().optional(),
  /** Steps that open further parts of a page that may list it. */
  panels: z.array(z.array(Step)).optional(),
  /** Path of the page that tells of all that was done lately. */
  news: z.string().optional(),
  /** Steps that ask a search box for the record. */
  search: z.array(Step).optional(),
  /** Key of a draft that says the same better; where that is kept, this one is not tried. */
  insteadOf: z.string().optional(),
  /** What stands before the number in addresses of things, and the highest that was known when the draft was designed. */
  numbered: z.record(z.string(), z.number()).optional(),
  /** Paths of pages that may list the record. */
  places: z.array(z.string()).optional(),
});
export type Watch = z.infer<typeof Watch>;

/** A scenario without expectations: what is done, and where to look for the effect of the last step. */
export const Draft = z.object({
  key: z.string(),
  title: z.string(),
  designer: z.string(),
  priority: Priority,
  reason: z.string(),
  category: Category,
  tags: z.array(z.string()),
  flow: z.string(),
  pages: z.array(z.string()),
  steps: z.array(Step),
  setup: z.enum(['shared', 'worker', 'each']).optional(),
  signedOut: z.boolean().optional(),
  role: RoleName.optional(),
  watch: Watch,
});
export type Draft = z.infer<typeof Draft>;

/** A designer is a pure rule over what was learned of an app. */
export type Designer = (model: AppModel) => Draft[];
