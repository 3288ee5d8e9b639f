npx @open-orders/contract-tests --target http://127.0.0.1:8787 --list
npx @open-orders/contract-tests --target http://127.0.0.1:8787
