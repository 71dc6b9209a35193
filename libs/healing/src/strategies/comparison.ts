/** Similarity in 0..1 by compared field; a field that the lost element does not have is left out. */
export type Comparison = Record<string, number>;

export interface View {
  /** False where the element shows the very value that is checked: what it says must not help to find it. */
  ownTextCounts: boolean;
}
