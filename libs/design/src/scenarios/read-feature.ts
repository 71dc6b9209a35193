import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator, PickleStepType } from '@cucumber/messages';
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

/**
 * The scenarios of a Gherkin document (https://cucumber.io/docs/gherkin/reference), in their order, keywords in whatever language
 * its header names. Throws `invalid design.bad_feature` with file and line.
 */
export function readFeature({ name, text }: ScenarioFile): Scenario[] {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  try {
    return compile(parser.parse(text), name, newId).map((pickle) => ({
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
    throw new AppError('invalid', 'design.bad_feature', `${name} is no Gherkin: ${why.slice(0, 500)}`, {
      cause: error,
    });
  }
}
