import { attributes, html, type Html } from '../html.js';
import { icon, type IconName } from './icons.js';

export interface ControlStyle {
  readonly className: string;
  readonly testId?: string;
}

/** A control that sends the form it stands in. */
export type Control = (label: string, style: ControlStyle) => Html;
/** A control that leads to another page. */
export type Navigator = (href: string, label: string, style: ControlStyle) => Html;

/** What a control that has an icon of its own shows, and the attributes its element needs for it. */
export type IconText = (name: IconName, label: string) => { readonly content: Html; readonly ariaLabel: string | null };

const styling = ({ className, testId }: ControlStyle): Record<string, string | undefined> => ({
  class: className,
  'data-testid': testId,
});

export const inputControl: Control = (label, style) =>
  html`<input ${attributes({ type: 'submit', value: label, ...styling(style) })} />`;

export const buttonControl: Control = (label, style) =>
  html`<button ${attributes({ type: 'submit', ...styling(style) })}>${label}</button>`;

export const anchorLink: Navigator = (href, label, style) =>
  html`<a ${attributes({ href, ...styling(style) })}>${label}</a>`;

export const formLink: Navigator = (href, label, style) =>
  html`<form method="get" ${attributes({ action: href })} class="inline-form">${buttonControl(label, style)}</form>`;

export const textLabel: IconText = (_name, label) => ({ content: html`${label}`, ariaLabel: null });

export const iconLabel: IconText = (name, label) => ({ content: icon(name), ariaLabel: label });
