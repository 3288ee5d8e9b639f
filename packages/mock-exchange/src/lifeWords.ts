// The words of `x-simulation`, as they stand in a description. specs/README.md explains them.

/** An item's fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** How an item of a list changes while it is listed: by which fields, and what they then hold. */
export interface LifeWords {
  readonly id: string;
  readonly clientId?: string;
  readonly placed: string;
  readonly changed: string;
  readonly quantity: string;
  readonly filled: string;
  readonly price: readonly string[];
  readonly averagePrice?: string;
  readonly traded?: {
    readonly field: string;
    readonly contractValues?: readonly { readonly when?: Fields; readonly value: number }[];
  };
  readonly onFill: Transition;
  readonly onTrigger?: readonly Transition[];
}

/** An item whose fields are as in `from` gets those in `to`. */
interface Transition {
  readonly from: Fields;
  readonly to: Fields;
}
