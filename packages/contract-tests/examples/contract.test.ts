// The contract of your exchange, gateway or simulator, as tests of your own test run.
import { createMockTarget } from "@open-orders/contract-tests";
import { describeContract } from "@open-orders/contract-tests/vitest";

// A target of yours: { name, baseUrl, fetch, credentials: { hmac: { apiKey, secret } }, shared: true }
describeContract(() => createMockTarget({ over: "http" }), { reports: "reports/contract" });
