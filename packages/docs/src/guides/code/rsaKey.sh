openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out binance.pem
openssl pkey -in binance.pem -pubout -out binance.pub.pem
