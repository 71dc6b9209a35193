import type { CartLine } from './store.js';
import { maxQuantity } from './validation.js';

/** Adds a line, or raises the quantity of the line that is already there, up to the most one may order. */
export const addLine = (cart: CartLine[], line: CartLine): void => {
  const present = cart.find((other) => other.id === line.id);
  if (present) present.quantity = Math.min(maxQuantity, present.quantity + line.quantity);
  else cart.push({ ...line });
};

export const setQuantity = (cart: CartLine[], lineId: string, quantity: number): void => {
  const line = cart.find((other) => other.id === lineId);
  if (line) line.quantity = quantity;
};

export const removeLine = (cart: CartLine[], lineId: string): void => {
  const index = cart.findIndex((line) => line.id === lineId);
  if (index >= 0) cart.splice(index, 1);
};

/** Pieces in the cart, not lines. */
export const countPieces = (cart: readonly CartLine[]): number =>
  cart.reduce((count, line) => count + line.quantity, 0);
