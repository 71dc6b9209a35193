/** A mistake of a developer in the code of an app: one piece of one file reads otherwise. */
export interface CodeBug {
  name: string;
  kind: string;
  /** What a user would notice. */
  description: string;
  /** Of the installed packages, or of the project that the app's first data are made with. */
  of: 'package' | 'project';
  /** Below `site-packages`, or below the app's data. */
  file: string;
  /** Stands there exactly once. */
  from: string;
  to: string;
}
