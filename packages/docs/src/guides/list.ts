// The guides in reading order, by the names of their files.
export const guides = [
  "first-call",
  "signing",
  "timing",
  "limits",
  "handling-errors",
  "exact-ids",
  "test-your-bot",
  "contract-tests",
  "several-machines",
  "moving",
  "new-endpoint",
] as const;
