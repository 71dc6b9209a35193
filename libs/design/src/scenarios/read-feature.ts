import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import {
  IdGenerator,
  PickleStepType,
  type FeatureChild,
  type GherkinDocument,
  type RuleChild,
} from '@cucumber/messages';
import { AppError, type ScenarioFile, type Step } from '@testforge/core';

/** One scenario as a person wrote it, with its background and, of an outline, one row of its examples filled in. */
export interface Scenario {
  /** File and line, for messages. */
  place: string;
  name: string;
  tags: string[];
  steps: { text: string; phase: Step['phase'] }[];
}

const phases: Partial<Record<PickleStepType, Step['phase']>> = {
  [PickleStepType.CONTEXT]: 'given',
  [PickleStepType.ACTION]: 'when',
  [PickleStepType.OUTCOME]: 'then',
};

/** Most steps that a file may come to: rows of examples and backgrounds multiply, and are counted before they do. */
const mostSteps = 10_000;

function countSteps({ feature }: GherkinDocument): number {
  const count = (children: readonly (FeatureChild | RuleChild)[], before: number): number => {
    const own = children.reduce((sum, { background }) => sum + (background?.steps.length ?? 0), before);
    return children.reduce((sum, child) => {
      const { scenario } = child;
      const rows = scenario?.examples.reduce((all, { tableBody }) => all + tableBody.length, 0) ?? 0;
      const times = scenario && scenario.examples.length > 0 ? rows : 1;
      const inRule = 'rule' in child && child.rule ? count(child.rule.children, own) : 0;
      return sum + inRule + (scenario ? times * (own + scenario.steps.length + 1) : 0);
    }, 0);
  };
  return count(feature?.children ?? [], 0);
}

/**
 * The scenarios of a Gherkin document (https://cucumber.io/docs/gherkin/reference), in their order, keywords in whatever language
 * its header names. Throws `invalid design.bad_feature` with file and line.
 */
export function readFeature({ name, text }: ScenarioFile): Scenario[] {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  try {
    const document = parser.parse(text);
    const steps = countSteps(document);
    if (steps > mostSteps) throw new Error(`it comes to ${steps} steps, and ${mostSteps} are the most`);
    return compile(document, name, newId).map((pickle) => ({
      place: `${name}:${String(pickle.location?.line ?? 1)}`,
      name: pickle.name || 'Scenario',
      tags: pickle.tags.map((tag) => tag.name.replace(/^@/, '')),
      steps: pickle.steps.map((step) => ({
        text: step.text,
        phase: phases[step.type ?? PickleStepType.UNKNOWN] ?? 'when',
      })),
    }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid', 'design.bad_feature', `${name} cannot be taken: ${why.slice(0, 500)}`, {
      cause: error,
    });
  }
}
