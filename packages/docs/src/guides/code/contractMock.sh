npx @open-orders/contract-tests
