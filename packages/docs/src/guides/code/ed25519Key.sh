openssl genpkey -algorithm ed25519 -out binance.pem
openssl pkey -in binance.pem -pubout -out binance.pub.pem
