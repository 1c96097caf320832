/** What to forget: everything, a provider, one of its models, or one finding. */
export type Forgettable =
  | { readonly provider?: string; readonly model?: string }
  | { readonly id: string };
