/** All amounts are whole cents. */
export interface PricedLine {
  readonly unitCents: number;
  readonly quantity: number;
}

export interface Totals {
  readonly subtotalCents: number;
  readonly shippingCents: number;
  readonly taxCents: number;
  readonly totalCents: number;
}

export const freeShippingFromCents = 15_000;
const flatShippingCents = 795;
const taxPercent = 15;

export const lineTotalCents = (line: PricedLine): number => line.unitCents * line.quantity;

export const subtotalCents = (lines: readonly PricedLine[]): number =>
  lines.reduce((sum, line) => sum + lineTotalCents(line), 0);

/** Flat rate, free from `freeShippingFromCents` on; an empty cart ships nothing. */
export const shippingCents = (subtotal: number): number =>
  subtotal === 0 || subtotal >= freeShippingFromCents ? 0 : flatShippingCents;

/** Tax on goods only, rounded half up to the cent. */
export const taxCents = (subtotal: number): number => Math.round((subtotal * taxPercent) / 100);

export const totalCents = (parts: Omit<Totals, 'totalCents'>): number =>
  parts.subtotalCents + parts.shippingCents + parts.taxCents;

export const formatMoney = (cents: number): string => {
  const sign = cents < 0 ? '-' : '';
  const [whole = '0', fraction = '00'] = (Math.abs(cents) / 100).toFixed(2).split('.');
  return `${sign}$${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
};
