/** A text of the browser's half. */
export interface IText {
  text: string;
  plural?: string;
  context?: string;
}

/** All texts of the browser's half. */
export function allStrings(): IText[];
