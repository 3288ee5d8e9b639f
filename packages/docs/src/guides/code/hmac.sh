query="symbol=BTCUSD_PERP&timestamp=$(date +%s)000"

signature=$(printf %s "$query" |
  openssl dgst -sha256 -hmac "$BINANCE_API_SECRET" | sed 's/^.* //')

curl --silent --show-error --header "X-MBX-APIKEY: $BINANCE_API_KEY" \
  "$BASE_URL/dapi/v1/openOrders?$query&signature=$signature"
