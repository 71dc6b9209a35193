import type { PageSnapshot } from '@testforge/core';

/** What is known of a place in the tree before its element is looked at. Types only: nothing of this file runs in the page. */
export interface Place {
  /** Shared within one section, so that a later sibling sees an earlier heading. */
  heading: { text: string };
  landmark: string;
  rolePath: string;
  xpath: string;
  idXpath: string;
  cssPath: string;
  shown: boolean;
  ariaHidden: boolean;
  /** Inside a control, heading or label, whose text is already told. */
  insideLeaf: boolean;
  pointer: boolean;
  group: string | null;
  repeated: boolean;
  shadow: string[];
  depth: number;
}

/** Where an element stands among its siblings. */
export interface Position {
  /** One-based, among siblings of its tag. */
  ofType: number;
  onlyOfType: boolean;
  siblingIndex: number;
  repeated: boolean;
}

/** What one pass over a frame gathers. */
export interface Seen {
  elements: PageSnapshot['elements'];
  indexes: Map<Element, number>;
  /** Pieces of text in document order, and for each element where its own begin and end. */
  texts: string[];
  spans: { from: number; to: number; group: string | null }[];
  groupSpans: Map<string, { from: number; to: number }>;
  counts: Map<string, number>;
  anchors: Map<Element, string[]>;
  headings: PageSnapshot['headings'];
  landmarks: PageSnapshot['landmarks'];
  links: PageSnapshot['links'];
  lists: PageSnapshot['lists'];
  messages: string[];
  leftOut: number;
  maxElements: number;
}
