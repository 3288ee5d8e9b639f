npx @open-orders/contract-tests --target http://127.0.0.1:8787 --record recorded
npx @open-orders/contract-tests --replay recorded
