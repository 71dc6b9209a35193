import { z } from 'zod';

/**
 * What is remembered of one element: the common currency of discovery, generation, healing and knowledge.
 * Every field but `tag` may be missing. `name` is the accessible name, `nameAttr` the attribute;
 * `href` is without origin; `idXpath` starts at the nearest ancestor with an id; `frame` and `shadow`
 * are the CSS paths of the hosts from the top; `box` is in CSS pixels of the page.
 */
export const Fingerprint = z.object({
  tag: z.string(),
  role: z.string().optional(),
  name: z.string().optional(),
  text: z.string().optional(),
  testId: z.string().optional(),
  id: z.string().optional(),
  nameAttr: z.string().optional(),
  type: z.string().optional(),
  value: z.string().optional(),
  placeholder: z.string().optional(),
  label: z.string().optional(),
  alt: z.string().optional(),
  title: z.string().optional(),
  href: z.string().optional(),
  classes: z.array(z.string()).optional(),
  attributes: z.record(z.string(), z.string()).optional(),
  heading: z.string().optional(),
  landmark: z.string().optional(),
  neighbourTexts: z.array(z.string()).optional(),
  siblingIndex: z.number().int().optional(),
  rolePath: z.string().optional(),
  xpath: z.string().optional(),
  idXpath: z.string().optional(),
  cssPath: z.string().optional(),
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).optional(),
  pictureHash: z.string().optional(),
  visible: z.boolean().optional(),
  enabled: z.boolean().optional(),
  frame: z.array(z.string()).optional(),
  shadow: z.array(z.string()).optional(),
});
export type Fingerprint = z.infer<typeof Fingerprint>;
