/** Files of a project by their path, `/` between its parts. */
export type Files = ReadonlyMap<string, string>;

/** What two sides made of one text: `clean` where no line was changed by both; else with the marks that `git` sets. */
export type MergeText = (sides: { ours: string; base: string; theirs: string }) => { text: string; clean: boolean };

export interface MergedExport {
  /** Files to write. */
  write: Map<string, string>;
  /** Files to remove: nobody changed them, and they are no longer generated. */
  remove: string[];
  /** What both changed, each in its own way, with what became of it: for a person to look at. */
  conflicts: { path: string; what: string }[];
  /** Files with changes of a person that stayed. */
  kept: string[];
}

const mark = /^<{7} /m;

/**
 * A generated project (`theirs`) put over one that a person may have changed (`ours`); `base` is what was generated the last
 * time. What only one side changed is that side's; where both changed a file its lines are merged.
 */
export function mergeExport(base: Files, ours: Files, theirs: Files, mergeText: MergeText): MergedExport {
  const merged: MergedExport = { write: new Map(), remove: [], conflicts: [], kept: [] };
  const conflict = (path: string, what: string): void => void merged.conflicts.push({ path, what });
  for (const path of [...new Set([...theirs.keys(), ...base.keys()])].sort()) {
    const [was, kept, fresh] = [base.get(path), ours.get(path), theirs.get(path)];
    if (kept === fresh) continue;
    if (kept === was) {
      if (fresh === undefined) merged.remove.push(path);
      else merged.write.set(path, fresh);
    } else if (fresh === was) merged.kept.push(path);
    else if (kept === undefined) conflict(path, 'you removed it, and it is generated otherwise now: left out');
    else if (fresh === undefined) conflict(path, 'you changed it, and it is no longer generated: kept');
    else if (was === undefined) conflict(path, 'it was there before and is not what is generated: kept');
    else if (mark.test(kept)) conflict(path, 'it still holds the marks of an earlier merge: kept');
    else {
      const { text, clean } = mergeText({ ours: kept, base: was, theirs: fresh });
      merged.write.set(path, text);
      if (clean) merged.kept.push(path);
      else conflict(path, 'both changed the same lines: look for <<<<<<<');
    }
  }
  return merged;
}
