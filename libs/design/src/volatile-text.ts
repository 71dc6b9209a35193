const months =
  '(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|janv|févr|mars|avr|juin|juil|août|sept|déc|ene|abr|ago|dic)\\p{L}*\\.?';
const units =
  '(?:second|minute|min|hour|hr|day|week|month|year|sekunde|stunde|tag|woche|monat|jahr|seconde|heure|jour|semaine|mois|an|segundo|minuto|hora|día|semana|mes|año)(?:s|e|n|en|es)?';

/** Each kind of text that is another tomorrow, in another run or for another visitor, though two looks at it agreed. */
const kinds: Record<string, RegExp> = {
  isoDate: /\b\d{4}-\d{1,2}-\d{1,2}(?:T|\b)/u,
  slashedDate: /\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\b\d{4}[/.]\d{1,2}[/.]\d{1,2}\b/u,
  shortDate: /(?<![\d.,])\d{1,2}\.\d{1,2}\.(?!\d)/u,
  namedDate: new RegExp(
    `\\b\\d{1,2}(?:st|nd|rd|th|\\.)?(?: de| of)? ?${months}(?!\\p{L})|(?<!\\p{L})${months} \\d{1,4}\\b`,
    'iu',
  ),
  year: /(?<![\d.,$€£¥#-])(?:20[2-9]\d)(?![\d.,]?\d)/u,
  clock: /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\b\d{1,2} ?[ap]\.?m\b/iu,
  ago: new RegExp(
    `\\d+ ?${units} (?:ago|from now|left|later)|(?:in|vor|il y a|dans|hace|en|within|since|seit|depuis) (?:\\d+|an?|ein\\p{L}*|une?) ?${units}(?!\\p{L})`,
    'iu',
  ),
  today:
    /(?<!\p{L})(?:today|yesterday|tomorrow|tonight|just now|a moment ago|recently|heute|gestern|morgen|gerade eben|aujourd'hui|hier|demain|hoy|ayer|mañana)(?!\p{L})/iu,
  weekday:
    /(?<!\p{L})(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?<!\p{L})(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)(?!\p{L})/iu,
  greeting:
    /(?<!\p{L})(?:good (?:morning|afternoon|evening|night|day)|guten (?:morgen|tag|abend)|gute nacht|bonjour|bonsoir|buenos días|buenas (?:tardes|noches))(?!\p{L})/iu,
  uuid: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/iu,
  hash: /(?<![\p{L}\d])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}(?![\p{L}\d])/iu,
  token: /(?<![\p{L}\d])(?=[\p{L}\d_-]*\d)(?=[\p{L}\d_-]*[a-z])(?=[\p{L}\d_-]*[A-Z])[\w-]{12,}(?![\p{L}\d])/u,
  longNumber: /(?<![\d.,])\d{7,}(?![\d.,]*\d)/u,
  reference: /(?<![\p{L}\d])(?:#\s?\d+|(?:no\.?|nr\.?|n°|id:?) ?\d+|[A-Z]{1,6}-?\d{3,})(?![\p{L}\d])/u,
  /** “in 0.00s”, “took 12 ms”, “1.4 MB”: what was measured. A limit of “5 MB” or “30 minutes” was not. */
  measured:
    /(?<![\p{L}\d])\d+[.,]\d+ ?(?:s|secs?|seconds?|sekunden|secondes?|segundos?|[kmgt]i?b|bytes)(?!\p{L})|(?<![\p{L}\d.,])\d+(?:[.,]\d+)? ?(?:ms|µs|milliseconds?|millisekunden|millisecondes?|milisegundos?)(?!\p{L})|(?<!\p{L})(?:took|duration:?|elapsed:?|dauerte|dauer:?|durée:?|tardó|duración:?) \d+(?:[.,]\d+)? ?\p{L}+|(?<!\p{L})(?:in|en) \d+ ?s(?!\p{L})/iu,
  /** “Read books (0)”: what stands behind a name counts something. */
  counter: /\p{L}.*[([]\s?\d[\d.,]*\s?[)\]]\s*$/u,
  numbered:
    /(?<!\p{L})(?:order|invoice|ticket|booking|reference|bestellung|rechnung|commande|facture|pedido|factura)(?: (?:number|no\.?|id|nummer))?:? ?[#\p{L}-]*\d+/iu,
};

/** Why a text must not be asserted, or null. */
export function volatileKind(text: string): string | null {
  return Object.keys(kinds).find((kind) => kinds[kind]?.test(text)) ?? null;
}

/** Whether a text says something that holds only now: dates, times, ages, identifiers, tokens, greetings. */
export const isVolatile = (text: string): boolean => volatileKind(text) !== null;

/** The parts of a text between what holds only now: “Saved in 0.02s, nothing skipped” → “Saved”, “, nothing skipped”. */
export function lastingParts(text: string): string[] {
  let parts = [text];
  for (const kind of Object.values(kinds))
    parts = parts.flatMap((part) =>
      part.split(new RegExp(kind.source, kind.flags.includes('g') ? kind.flags : `${kind.flags}g`)),
    );
  return parts.filter((part) => part.trim() !== '');
}

const collectionWords =
  '(?:products?|items?|results?|entries|records?|rows?|articles?|posts?|users?|members?|comments?|reviews?|matches|hits|pages?|of|produkte?|artikel|ergebnisse?|treffer|einträge|produits?|articles?|résultats?|productos?|artículos?|resultados?)';
const collectionCount = new RegExp(
  `(?<![\\d.,])(?:[1-9]\\d*)[ \\u00a0]${collectionWords}(?!\\p{L})|\\b\\d+ ?[-–] ?\\d+\\b|\\b\\d+ (?:of|von|sur|de) [1-9]\\d*\\b|(?<![\\d.,])[1-9]\\d*[ \\u00a0](?:in )?total(?!\\p{L})`,
  'iu',
);

/** Whether a text counts a collection that others may add to: “41 products”, “1–12 of 36”. Nothing at all (“0 results”) is no such count. */
export const countsShared = (text: string): boolean => collectionCount.test(text);
