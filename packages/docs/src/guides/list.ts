// The guides in reading order, by the names of their files.
export const guides = [
  "first-call",
  "which-endpoint",
  "signing",
  "timing",
  "limits",
  "polling",
  "proxies",
  "handling-errors",
  "exact-ids",
  "test-your-bot",
  "contract-tests",
  "moving",
  "new-endpoint",
] as const;
