import type { FieldKey, FieldRule, FormErrors, FormInput, FormRules } from '../forms.js';
import { attributes, html, type Html } from '../html.js';
import { csrfField, type PageContext } from './page.js';

type FieldType = 'text' | 'email' | 'password' | 'tel' | 'number' | 'textarea' | 'select' | 'checkbox';

interface FieldKind {
  readonly type: FieldType;
  readonly autocomplete?: string;
}

const kinds: Partial<Record<FieldKey, FieldKind>> = {
  name: { type: 'text', autocomplete: 'name' },
  email: { type: 'email', autocomplete: 'email' },
  newsletterEmail: { type: 'email', autocomplete: 'email' },
  password: { type: 'password' },
  phone: { type: 'tel', autocomplete: 'tel' },
  address: { type: 'text', autocomplete: 'street-address' },
  city: { type: 'text', autocomplete: 'address-level2' },
  postcode: { type: 'text', autocomplete: 'postal-code' },
  country: { type: 'select', autocomplete: 'country-name' },
  topic: { type: 'select' },
  option: { type: 'select' },
  message: { type: 'textarea' },
  notes: { type: 'textarea' },
  terms: { type: 'checkbox' },
};

export interface FieldState {
  readonly value?: string;
  readonly error?: string;
  readonly rule?: FieldRule;
  readonly choices?: readonly string[];
  /** Said instead of the label of the look. */
  readonly label?: string;
  readonly hint?: string;
}

const choiceList = (choices: readonly string[], chosen: string | undefined, required: boolean): Html =>
  html`${required && html`<option value="">Please choose</option>`}${choices.map(
    (choice) => html`<option ${attributes({ value: choice, selected: choice === chosen })}>${choice}</option>`,
  )}`;

const inputOf = (kind: FieldKind, state: FieldState, shared: Record<string, string | boolean | undefined>): Html => {
  const { type } = kind;
  if (type === 'textarea') return html`<textarea rows="5" ${attributes(shared)}>${state.value ?? ''}</textarea>`;
  if (type === 'select')
    return html`<select ${attributes(shared)}>
      ${choiceList(state.choices ?? [], state.value, state.rule?.required !== undefined)}
    </select>`;
  if (type === 'checkbox')
    return html`<input type="checkbox" value="yes" ${attributes({ ...shared, checked: state.value === 'yes' })} />`;
  return html`<input ${attributes({ type, ...shared, value: type === 'password' ? undefined : state.value })} />`;
};

/** A label, its input, and what is wrong with it. */
export const field = ({ look }: PageContext, key: FieldKey, state: FieldState): Html => {
  const kind = kinds[key] ?? { type: 'text' };
  const id = look.inputId(key);
  const errorId = `${id}-error`;
  const label = html`<label ${attributes({ for: id })}>${state.label ?? look.wording.labels[key]}</label>`;
  const input = inputOf(kind, state, {
    id,
    name: look.inputName(key),
    autocomplete: kind.autocomplete,
    placeholder: look.wording.placeholders[key],
    required: state.rule?.required !== undefined,
    'aria-invalid': state.error === undefined ? undefined : 'true',
    'aria-describedby': state.error === undefined ? undefined : errorId,
  });
  const error =
    state.error !== undefined && html`<p class="field-error" ${attributes({ id: errorId })}>${state.error}</p>`;
  const hint = state.hint !== undefined && html`<p class="field-hint">${state.hint}</p>`;
  if (kind.type === 'checkbox') return html`<div class="field field-checkbox">${input}${label}${error}</div>`;
  return html`<div class="field">${label}${hint}${input}${error}</div>`;
};

export interface FormModel {
  readonly action: string;
  readonly rules: FormRules;
  readonly order: readonly FieldKey[];
  readonly input: FormInput;
  readonly errors: FormErrors;
  readonly choices?: Partial<Record<FieldKey, readonly string[]>>;
  readonly hints?: Partial<Record<FieldKey, string>>;
  readonly testId: string;
}

const errorSummary = (page: PageContext, { errors, order }: FormModel): Html => {
  const wrong = order.filter((key) => errors[key] !== undefined);
  if (wrong.length === 0) return html``;
  return html`<div class="error-summary" role="alert">
    <p>Please check the following:</p>
    <ul>
      ${wrong.map((key) => html`<li><a ${attributes({ href: `#${page.look.inputId(key)}` })}>${errors[key]}</a></li>`)}
    </ul>
  </div>`;
};

/** A form that is sent to the server, with what it said about the last attempt. */
export const formOf = (page: PageContext, model: FormModel, send: Html): Html =>
  page.look.wrap(
    html`<form
      class="form"
      method="post"
      novalidate
      ${attributes({ action: model.action, 'data-testid': model.testId })}
    >
      ${errorSummary(page, model)}${csrfField(page)}
      ${model.order.map((key) =>
        field(page, key, {
          value: model.input[key],
          error: model.errors[key],
          rule: model.rules[key],
          choices: model.choices?.[key],
          hint: model.hints?.[key],
        }),
      )}
      <div class="actions">${send}</div>
    </form>`,
  );
