query="symbol=BTCUSD_PERP&timestamp=$(date +%s)000"

printf %s "$query" > query.txt
signature=$(openssl pkeyutl -sign -rawin -inkey binance.pem -in query.txt |
  openssl base64 -A | sed 's/+/%2B/g; s|/|%2F|g; s/=/%3D/g')

curl --silent --show-error --header "X-MBX-APIKEY: $BINANCE_API_KEY" \
  "$BASE_URL/dapi/v1/openOrders?$query&signature=$signature"
