import { wordsOfIdentifier } from './similarity.js';

/** Words by which people and page objects say what kind of thing they mean, and the role it has. */
const roleByWord: Readonly<Record<string, string>> = {
  button: 'button',
  btn: 'button',
  link: 'link',
  lnk: 'link',
  field: 'textbox',
  input: 'textbox',
  textbox: 'textbox',
  textfield: 'textbox',
  txt: 'textbox',
  dropdown: 'combobox',
  combobox: 'combobox',
  combo: 'combobox',
  ddl: 'combobox',
  checkbox: 'checkbox',
  chk: 'checkbox',
  radio: 'radio',
  rdo: 'radio',
  tab: 'tab',
  heading: 'heading',
  icon: '',
  label: '',
  lbl: '',
  element: '',
};

const partsOf = (name: string): string[] => wordsOfIdentifier(name).split(' ').filter(Boolean);

const bare = new Map<string, string | null>();
const rememberedNames = 5_000;

/** What is left of `login button` or `btnLogin` without the word for its kind; null where there is none, or nothing else. */
export function withoutKindWords(name: string): string | null {
  const known = bare.get(name);
  if (known !== undefined) return known;
  if (bare.size >= rememberedNames) bare.clear();
  const parts = partsOf(name);
  const rest = parts.filter((part) => roleByWord[part.toLowerCase()] === undefined);
  const left = rest.length === 0 || rest.length === parts.length ? null : rest.join(' ');
  bare.set(name, left);
  return left;
}

/** The role that a name of two words or more speaks of. */
export function roleSaidBy(name: string): string | undefined {
  if (withoutKindWords(name) === null) return undefined;
  return partsOf(name)
    .map((part) => roleByWord[part.toLowerCase()])
    .find(Boolean);
}
