import { attempt, collect, hashText, topPlace } from './page/collect.js';
import { chosenIn, customSelectors, isCustomSelect, isPlainBox, nearLabel, shownParts } from './page/custom-select.js';
import {
  describeElement,
  hrefOf,
  isEnabled,
  isOffCanvas,
  isShown,
  steadyAttributes,
  valueOf,
} from './page/describe.js';
import {
  isSending,
  leadsElsewhere,
  liesOver,
  outerSubmits,
  plainSubmits,
  scriptedSubmits,
} from './page/form-submits.js';
import {
  controlsOf,
  fieldLabel,
  fieldOf,
  fieldsOf,
  formOf,
  foldForms,
  isFormField,
  isOnPage,
  looseForms,
  optionsOf,
  pressable,
  sendingBox,
  sharesPart,
  sendsField,
} from './page/forms.js';
import { looseBoxes, looseSelects, narrowingWords, orderWords, saysAll } from './page/form-selects.js';
import { isSearchBox, isSeeking, looseSearches } from './page/form-searches.js';
import {
  accessibleName,
  isMarkedRequired,
  contentName,
  embeddedName,
  fullName,
  isIconWord,
  isPermalink,
  labelElements,
  labelName,
  labelTexts,
  nameOfChild,
  nativeName,
  ownText,
  referenced,
  textOf,
  tidy,
  withoutMark,
} from './page/names.js';
import {
  noteElement,
  noteLandmark,
  noteLinks,
  noteList,
  noteMessages,
  noteNeighbours,
  sendsByScript,
} from './page/notes.js';
import {
  anchorsOf,
  countAnchors,
  cssPathOf,
  hasUnspeakablePart,
  indexOfType,
  looksGenerated,
  stableClasses,
  whereIs,
  xpathOf,
  xpathStep,
} from './page/paths.js';
import {
  explicitRole,
  headerCellRole,
  implicitRole,
  inputRole,
  isExplicitlyNamed,
  isLandmarkRole,
  isWidgetRole,
  plainRole,
  roleOf,
  takesNameFromContent,
} from './page/roles.js';
import {
  isBadge,
  isInteractive,
  isMeaningful,
  isPartOfPage,
  isRow,
  isSkipped,
  mayRepeat,
  placeInside,
  placeOf,
  shapeOf,
  tryVisit,
  visit,
  visitChildren,
  visitSiblings,
} from './page/visit.js';

/**
 * The functions of `page/` joined as source text. Each stands at the top level of its file, takes all it needs as
 * arguments and calls its fellows by their plain names (`declare const` in each file gives the types), so that
 * compilers and test runners, which rewrite imports, leave the text as it must be in the page.
 */
const functions = [
  attempt,
  collect,
  hashText,
  topPlace,
  customSelectors,
  isCustomSelect,
  chosenIn,
  isPlainBox,
  nearLabel,
  shownParts,
  describeElement,
  hrefOf,
  isEnabled,
  isOffCanvas,
  isShown,
  steadyAttributes,
  valueOf,
  controlsOf,
  fieldLabel,
  fieldOf,
  fieldsOf,
  formOf,
  foldForms,
  isFormField,
  isOnPage,
  isSending,
  leadsElsewhere,
  looseForms,
  looseBoxes,
  looseSelects,
  narrowingWords,
  saysAll,
  isSearchBox,
  isSeeking,
  looseSearches,
  sendsField,
  optionsOf,
  orderWords,
  pressable,
  sharesPart,
  scriptedSubmits,
  liesOver,
  outerSubmits,
  plainSubmits,
  sendingBox,
  accessibleName,
  isMarkedRequired,
  contentName,
  embeddedName,
  fullName,
  isIconWord,
  isPermalink,
  labelElements,
  labelName,
  labelTexts,
  nameOfChild,
  nativeName,
  ownText,
  referenced,
  textOf,
  tidy,
  withoutMark,
  noteElement,
  noteLandmark,
  noteLinks,
  sendsByScript,
  noteList,
  noteMessages,
  noteNeighbours,
  anchorsOf,
  countAnchors,
  cssPathOf,
  hasUnspeakablePart,
  indexOfType,
  looksGenerated,
  stableClasses,
  whereIs,
  xpathOf,
  xpathStep,
  explicitRole,
  headerCellRole,
  implicitRole,
  inputRole,
  isExplicitlyNamed,
  isLandmarkRole,
  isWidgetRole,
  plainRole,
  roleOf,
  takesNameFromContent,
  isBadge,
  isInteractive,
  isMeaningful,
  isPartOfPage,
  isRow,
  isSkipped,
  mayRepeat,
  placeInside,
  placeOf,
  shapeOf,
  tryVisit,
  visit,
  visitChildren,
  visitSiblings,
];

const joined = functions.map(String).join('\n');

/**
 * Source text of the collector: an expression that is a function of `{ maxElements }` and returns the `PageSnapshot` of
 * the frame it runs in. Needs nothing: `page.evaluate(`(${pageScript})({"maxElements":1500})`)`.
 */
export const pageScript = `(options) => {\n${joined}\nreturn collect(options);\n}`;

/**
 * Source text of an expression that reads the frame and gives the snapshot as JSON text: one string crosses over ten times
 * faster than its objects do. A page whose libraries redefine JSON gives the objects, so parse only what is a string.
 */
export const snapshotExpression = (options: { maxElements: number }): string =>
  `(() => { const seen = (${pageScript})(${JSON.stringify(options)}); return [].toJSON || {}.toJSON || ''.toJSON ? seen : JSON.stringify(seen); })()`;

/** Source text of a function body over `elements`: the place of each within its frame, as `whereIs` tells it. */
export const placesBody = `${[indexOfType, whereIs, xpathOf, xpathStep].map(String).join('\n')}\nreturn elements.map(whereIs);`;

/** Source text of a function body over `element`: the short CSS path of an iframe in its document. */
export const cssPathBody = `${[anchorsOf, cssPathOf, hasUnspeakablePart, indexOfType, looksGenerated, stableClasses].map(String).join('\n')}\nreturn cssPathOf(element);`;
