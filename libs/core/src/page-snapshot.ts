import { z } from 'zod';
import { Fingerprint } from './fingerprint.js';

/** A field of a form. `element` indexes `PageSnapshot.elements`. */
export const FormField = z.object({
  element: z.number().int(),
  label: z.string(),
  nameAttr: z.string().optional(),
  type: z.string(),
  required: z.boolean(),
  /** Its name says so, as “Name *” does, and no markup: the app asks for it itself. */
  marked: z.boolean().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
  step: z.string().optional(),
  pattern: z.string().optional(),
  autocomplete: z.string().optional(),
  /** Values of a select, or of a group of radio buttons; `plain`: an entry without a role, known by what it says alone. */
  options: z
    .array(
      z.object({
        value: z.string(),
        label: z.string(),
        disabled: z.boolean().optional(),
        plain: z.boolean().optional(),
      }),
    )
    .optional(),
  initial: z.string().optional(),
  /** How the codes are written that the app holds for it, as the prefix of a unique value of the shape `code`; told by design, not by a page. */
  codeLike: z.string().optional(),
});
export type FormField = z.infer<typeof FormField>;

export const PageForm = z.object({
  /** `id`, `name` or accessible name, else its number on the page. */
  label: z.string(),
  method: z.string(),
  action: z.string(),
  landmark: z.string().optional(),
  heading: z.string().optional(),
  fields: z.array(FormField),
  /** Elements that submit it; the first is the primary one. */
  submits: z.array(z.number().int()),
});
export type PageForm = z.infer<typeof PageForm>;

/**
 * One page as one evaluation of the collector saw it: what can be acted on, what carries meaning.
 * `elements` holds interactive elements and meaningful ones (headings, messages, values, rows) in document order.
 */
export const PageSnapshot = z.object({
  url: z.string(),
  title: z.string(),
  lang: z.string().optional(),
  elements: z.array(
    Fingerprint.extend({
      interactive: z.boolean(),
      /** one of many siblings of the same shape */ repeated: z.boolean().optional(),
      /** index of the element that stands for its row or card */ group: z.string().optional(),
    }),
  ),
  headings: z.array(z.object({ level: z.number().int(), text: z.string() })),
  landmarks: z.array(z.object({ role: z.string(), name: z.string().optional() })),
  forms: z.array(PageForm),
  links: z.array(
    z.object({
      href: z.string(),
      text: z.string(),
      landmark: z.string().optional(),
      download: z.boolean().optional(),
      newTab: z.boolean().optional(),
    }),
  ),
  lists: z.array(
    z.object({ label: z.string(), cssPath: z.string(), items: z.number().int(), sample: z.array(z.string()) }),
  ),
  /** Texts of live regions, alerts and status messages now shown. */
  messages: z.array(z.string()),
  /** Hash of the page's structure by roles, without texts and values, with repeated siblings folded. */
  structureHash: z.string(),
  /** Elements that were on the page but not collected, because of the limit. */
  leftOut: z.number().int(),
});
export type PageSnapshot = z.infer<typeof PageSnapshot>;
export type PageElement = PageSnapshot['elements'][number];
